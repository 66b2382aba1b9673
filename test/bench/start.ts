import { installPlugin } from '../e2e/install.ts';
import { logIn } from '../e2e/login.ts';
import { openHome } from '../e2e/sf.ts';
import { startOrg } from '../org/rest/start.ts';
import { measureSf, median, type SfMeasured } from './measureSf.ts';
import { megabytes, seconds, table, times, type Section } from './section.ts';

const ORG = ['--target-org', 'bench'];

/** What is measured, in turns. */
const COMMANDS = {
  'org list users': ['org', 'list', 'users', ...ORG, '--json'],
  'integration-user license list': ['integration-user', 'license', 'list', ...ORG, '--json'],
  'org list users --help': ['org', 'list', 'users', '--help'],
  'integration-user create --help': ['integration-user', 'create', '--help'],
} as const;

export type Start = {
  readonly what: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly firstRequestMs: number;
  readonly peakMiB: number;
};

/** Cold starts of our commands and of one of sf's own inside the real sf, in turns. */
export async function benchStart(runs: number): Promise<Start[]> {
  const installed = await installPlugin(console.error);
  const home = openHome(installed);
  const org = await startOrg();
  try {
    await logIn(home, org, 'bench');
    const all = new Map<string, SfMeasured[]>(Object.keys(COMMANDS).map((name) => [name, []]));
    for (let run = -1; run < runs; run++) {
      for (const [name, args] of Object.entries(COMMANDS)) {
        const measured = await measureSf(home, org, args);
        if (run >= 0) all.get(name)?.push(measured);
      }
    }
    return [...all].map(([what, each]) => ({
      what,
      wallMs: median(each.map(({ wallMs }) => wallMs)),
      cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
      firstRequestMs: median(each.map(({ firstRequestMs }) => firstRequestMs ?? NaN)),
      peakMiB: median(each.map(({ peakMiB }) => peakMiB)),
    }));
  } finally {
    home.remove();
    await org.close();
  }
}

/** Cold starts as a part of the page. */
export async function startSection(runs: number): Promise<Section> {
  const starts = await benchStart(runs);
  const of = (what: keyof typeof COMMANDS): Start => starts.find((start) => start.what === what) ?? missing(what);
  const columns = ['command', 'time', 'until the first request', 'processor', 'peak memory'];
  const rows = starts.map(({ what, wallMs, cpuMs, firstRequestMs, peakMiB }) => [
    ...[`sf ${what}`, seconds(wallMs), Number.isNaN(firstRequestMs) ? '' : seconds(firstRequestMs)],
    ...[seconds(cpuMs), megabytes(peakMiB)],
  ]);
  const [core, ours] = [of('org list users'), of('integration-user license list')];
  const help = times(of('integration-user create --help').cpuMs, of('org list users --help').cpuMs);
  const request = times(ours.firstRequestMs, core.firstRequestMs);
  const text = `The plugin, installed from its package, and a command of sf itself, in turns, ${String(runs)} times, the median of each. Until the first request: ${request} of the core command; processor time of --help: ${help}.`;
  const slower = ours.cpuMs > core.cpuMs ? ['the start takes more processor time than that of a core command'] : [];
  return { title: 'Cold start in the real sf', lines: [text, '', ...table(columns, rows)], broken: slower };
}

function missing(what: string): never {
  throw new Error(`Not measured: ${what}`);
}
