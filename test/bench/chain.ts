import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installPlugin } from '../e2e/install.ts';
import { logIn } from '../e2e/login.ts';
import { openHome, type SfHome } from '../e2e/sf.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { profileXml, permissionSetXml } from './deployed.ts';
import { manyUsers, prepareOrg } from './manyUsers.ts';
import { measureSf, median, type SfMeasured } from './measureSf.ts';
import { megabytes, seconds, table, times, type Section } from './section.ts';

/** What one way to the finished user took. */
export type Way = {
  readonly what: string;
  readonly commands: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly requests: number;
  readonly peakMiB: number;
};

const size = { users: 1, objects: 5, fields: 40 };
const license = 'SalesforceAPIIntegrationPsl';
const username = 'app001@acme.integration';

/**
 * Both ways to the same integration user, in turns, each time in a new org: the shortest chain of sf's own commands, and ours.
 * The median of each is told.
 */
export async function benchChain(runs: number, latencyMs: number): Promise<readonly [chain: Way, ours: Way]> {
  const home = openHome(await installPlugin(console.error));
  try {
    const project = writeProject(home);
    const file = join(home.home, 'app.json');
    writeFileSync(file, JSON.stringify(manyUsers(size)));
    const create = ['integration-user', 'create', '--definition-file', file, '--no-prompt', '--json', ...target];
    const all = { chain: [] as Way[], ours: [] as Way[] };
    for (let run = 0; run < runs; run++) {
      all.chain.push(await inNewOrg(home, latencyMs, (org) => chain(home, org, project)));
      all.ours.push(
        await inNewOrg(home, latencyMs, async (org) =>
          sum('sf integration-user create', [await measureSf(home, org, create)]),
        ),
      );
    }
    return [middle(all.chain), middle(all.ours)];
  } finally {
    home.remove();
  }
}

const target = ['--target-org', 'bench'];

async function inNewOrg(home: SfHome, latencyMs: number, body: (org: RunningOrg) => Promise<Way>): Promise<Way> {
  const org = await startOrg({ latencyMs });
  try {
    prepareOrg(org, size);
    await logIn(home, org, 'bench');
    const way = await body(org);
    expectFinished(org);
    return way;
  } finally {
    await org.close();
  }
}

/** Deploys profile and permission set, finds the profile, creates the user, assigns license and set. */
async function chain(home: SfHome, org: RunningOrg, project: string): Promise<Way> {
  const took: SfMeasured[] = [];
  const sf = async (...args: string[]): Promise<unknown> => {
    const measured = await measureSf(home, org, [...args, ...target, '--json'], project);
    took.push(measured);
    return (JSON.parse(measured.stdout) as { readonly result: unknown }).result;
  };
  await sf('project', 'deploy', 'start', '--source-dir', 'force-app', '--wait', '5');
  const soql = "SELECT Id FROM Profile WHERE Name = 'Integration API Only'";
  const found = (await sf('data', 'query', '--query', soql)) as {
    readonly records: readonly { readonly Id: string }[];
  };
  const values = {
    ...{ Username: username, LastName: 'App001', Alias: 'app001', Email: 'team@acme.com', IsActive: 'true' },
    ...{ ProfileId: found.records[0]?.Id ?? '', TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US' },
    ...{ EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' },
  };
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  await sf('data', 'create', 'record', '--sobject', 'User', '--values', pairs.join(' '));
  await sf('org', 'assign', 'permsetlicense', '--name', license, '--on-behalf-of', username);
  await sf('org', 'assign', 'permset', '--name', 'Integration_App_001', '--on-behalf-of', username);
  return sum('the chain of sf commands', took);
}

function sum(what: string, took: readonly SfMeasured[]): Way {
  const total = (of: (one: SfMeasured) => number): number => took.reduce((all, one) => all + of(one), 0);
  return {
    ...{ what, commands: took.length, wallMs: total((one) => one.wallMs), cpuMs: total((one) => one.cpuMs) },
    ...{ requests: total((one) => one.requests), peakMiB: Math.max(...took.map((one) => one.peakMiB)) },
  };
}

function middle(ways: readonly Way[]): Way {
  const of = (key: 'wallMs' | 'cpuMs' | 'requests' | 'peakMiB'): number => median(ways.map((way) => way[key]));
  const [{ what, commands } = { what: '', commands: 0 }] = ways;
  return { what, commands, wallMs: of('wallMs'), cpuMs: of('cpuMs'), requests: of('requests'), peakMiB: of('peakMiB') };
}

function writeProject({ home }: SfHome): string {
  const project = join(home, 'project');
  const source = join(project, 'force-app', 'main', 'default');
  rmSync(project, { recursive: true, force: true });
  const settings = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
  const files = {
    [join(project, 'sfdx-project.json')]: JSON.stringify(settings),
    [join(source, 'profiles', 'Integration API Only.profile-meta.xml')]: profileXml(),
    [join(source, 'permissionsets', 'Integration_App_001.permissionset-meta.xml')]: permissionSetXml(size),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return project;
}

/** A way that does not end with the same user is none. */
function expectFinished({ org }: RunningOrg): void {
  const [user] = org.store.find('User', { Username: username });
  const [set] = org.store.find('PermissionSet', { Name: 'Integration_App_001' });
  const one = { AssigneeId: user?.['Id'] ?? null };
  const held = [
    ...org.store.find('PermissionSetLicenseAssign', one),
    ...org.store.find('PermissionSetAssignment', { ...one, PermissionSetId: set?.['Id'] ?? null }),
  ];
  const fields = org.store.find('FieldPermissions', { ParentId: set?.['Id'] ?? null }).length;
  if (user?.['IsActive'] !== 1 || held.length !== 2 || fields !== size.objects * size.fields)
    throw new Error(`The user is not finished: ${String(held.length)} assignments, ${String(fields)} field rights`);
}

/** Both ways as a part of the page. */
export async function chainSection(runs: number, latencyMs: number): Promise<Section> {
  const [before, ours] = await benchChain(runs, latencyMs);
  const columns = ['', 'commands', 'time', 'processor', 'requests', 'peak memory'];
  const rows = [before, ours].map((way) => [
    ...[way.what, String(way.commands), seconds(way.wallMs), seconds(way.cpuMs)],
    ...[String(way.requests), megabytes(way.peakMiB)],
  ]);
  const text = `One integration user with 5 objects x 40 fields, ${String(latencyMs)} ms before each answer, in turns, ${String(runs)} times, the median of each. The chain: project deploy start (profile and permission set), data query (the profile), data create record, org assign permsetlicense, org assign permset. It checks nothing beforehand and reads nothing back; create does both, and the checks of verify.`;
  const ratio = `Time: ${times(before.wallMs, ours.wallMs)} less. Processor: ${times(before.cpuMs, ours.cpuMs)} less.`;
  const broken = [
    ...(before.wallMs < 5 * ours.wallMs
      ? [`create is ${times(before.wallMs, ours.wallMs)} faster than the chain, not 5`]
      : []),
    ...(ours.requests > 8 ? [`create takes ${String(ours.requests)} requests, more than 8`] : []),
  ];
  return { title: 'Against the chain of sf commands', lines: [text, '', ...table(columns, rows), '', ratio], broken };
}
