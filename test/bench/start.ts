import { installPlugin } from '../e2e/install.ts';
import { logIn } from '../e2e/login.ts';
import { openHome } from '../e2e/sf.ts';
import { startOrg } from '../org/rest/start.ts';
import { measureSf, median, type SfMeasured } from './measureSf.ts';

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
