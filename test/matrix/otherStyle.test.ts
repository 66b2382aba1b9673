import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from '../commands/credentialing.ts';
import { dumpOf, type Dump } from '../commands/difference.ts';
import { run, type Ran } from '../commands/harness.ts';
import type { Row, Value } from '../org/org.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { canonical } from './canonical.ts';
import { ERP, prepareFolder, RUNS } from './everyCommand.ts';
import { restyle, type Restyled } from './otherStyle.ts';

const commands = join(import.meta.dirname, '../../src/commands/integration-user');

/** Two orgs that hold the same, one of them behind a server that answers in another style. */
type Side = { readonly org: RunningOrg; readonly url: string; readonly folder: string; readonly before: Dump };

describe('an org that answers the same in another style', () => {
  let plain: Side;
  let other: Side;
  let restyled: Restyled;
  const cwd = process.cwd();
  before(async () => {
    plain = await open();
    other = await open();
    restyled = await restyle(other.org);
  });
  after(async () => {
    process.chdir(cwd);
    await restyled.close();
    for (const { org, folder } of [plain, other]) {
      await org.close();
      rmSync(folder, { recursive: true });
    }
  });

  // The formats of a report differ in what is written, not in what is read.
  const isRead = (args: readonly string[]): boolean => !/report\.(junit|sarif|markdown)/.test(args.join(' '));
  for (const [id = '', ...args] of RUNS.filter(isRead))
    it(`ends the same, and says the same: ${id} ${args.join(' ')}`, async () => {
      const file = join(commands, `${id.replace(' ', '/')}.ts`);
      const { default: command } = (await import(file)) as { default: unknown };
      const expected = await at(plain, plain.url, command, args);
      const got = await at(other, restyled.url, command, args);
      expect(told(got, other)).to.equal(told(expected, plain));
      if (!args.includes('--no-prompt')) return;
      const [wanted, ended] = [became(plain), became(other)];
      expect(ended.filter((row) => !wanted.includes(row))).to.deep.equal([]);
      expect(ended.length).to.equal(wanted.length);
    });

  it('has changed something of every kind', () => {
    expect([...restyled.counts.keys()].sort()).to.deep.equal(['id', 'members', 'null', 'pages', 'rows', 'time', 'xml']);
  });
});

async function open(): Promise<Side> {
  const org = await startOrg();
  await openSecrets(org);
  const folder = mkdtempSync(join(tmpdir(), 'style-'));
  prepareFolder(folder);
  return { org, url: org.url, folder, before: dumpOf(org) };
}

function at({ org, folder }: Side, url: string, command: unknown, args: readonly string[]): Promise<Ran> {
  process.chdir(folder);
  return run(command, { ...org, url }, args, { logins: [ERP] });
}

/** What became of the org, without what it makes at random. */
function became({ org, before }: Side): string[] {
  return canonical(masked(before), masked(dumpOf(org)));
}

function masked(dump: Dump): Dump {
  const value = ([name, one]: [string, Value]): [string, Value] => {
    if (/(?:Secret|Hash|StagedId)$/.test(name)) return [name, one === null ? null : 'RANDOM'];
    return [name, typeof one === 'string' ? withoutChance(one) : one];
  };
  const row = (one: Row): Row => Object.fromEntries(Object.entries(one).map(value));
  return Object.fromEntries(Object.entries(dump).map(([object, rows]) => [object, rows.map(row)]));
}

/** What was printed, without what differs from run to run: addresses, clocks, keys. */
function told({ exitCode, stdout, stderr }: Ran, { folder }: Side): string {
  return withoutChance(`${String(exitCode)}\n${stdout}\n${stderr}`)
    .replaceAll(folder, 'FOLDER')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+0000)/g, 'TIME')
    .replace(/"(milliseconds|seconds|duration)": [\d.]+/g, '"$1": 0')
    .replace(/\b[\d.]+ ?m?s\b/g, 'DURATION')
    .replace(/, requests: \d+/g, '')
    .replace(/^.*\.\.\. DURATION.*\.\.\. done\n?/gm, '')
    .trimEnd();
}

function withoutChance(text: string): string {
  return text
    .replace(/localhost:\d+/g, 'localhost')
    .replace(/\b3MVG9[\w.]+/g, 'KEY')
    .replace(/\b[0-9A-F]{2}(?::[0-9A-F]{2}){31}\b/g, 'FINGERPRINT')
    .replace(/-----BEGIN[\s\S]*?END CERTIFICATE-----/g, 'CERTIFICATE');
}
