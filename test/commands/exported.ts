import { expect } from 'chai';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/definition/file.ts';
import type { RawUser } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { withDefinition } from './definitionFile.ts';
import { dumpOf, expectSame } from './difference.ts';
import { exportJson, exportUsers } from './exporting.ts';
import { apply } from './harness.ts';
import { inShort, writesOf } from './zoomInfo.ts';

export const WAREHOUSE = 'warehouse@example.com';

/**
 * Exports and fails unless the printed YAML is the JSON result, nothing was written, and `apply` of it finds nothing to change: with
 * --dry-run, and for real.
 */
export async function expectFaithful(
  org: RunningOrg,
  args: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<readonly RawUser[]> {
  const before = dumpOf(org);
  const printed = await exportUsers(org, args);
  expect(printed.exitCode, printed.stderr).to.equal(0);
  const { json } = await exportJson(org, args);
  expect(parse(printed.stdout)).to.deep.equal(json.result?.definition);
  expect(parseDefinition('printed', printed.stdout).problems).to.deep.equal([]);
  expect(writesOf(printed.requests).map(inShort)).to.deep.equal([]);
  await withDefinition(printed.stdout, async (file) => {
    const planned = await apply(org, ['--definition-file', file, '--dry-run', '--detailed-exit-code', ...flags]);
    expect(planned.exitCode, planned.stdout + planned.stderr).to.equal(0);
    const { json: applied, exitCode } = await apply.json(org, ['--definition-file', file, '--no-prompt', ...flags]);
    expect(exitCode, applied.message).to.equal(0);
    expect(applied.result?.users.map(({ name, changes }) => [name, changes])).to.deep.equal(
      json.result?.definition.users.map(({ name }) => [name, []]),
    );
    expect(applied.result?.outcome).to.equal('unchanged');
  });
  expectSame(before, dumpOf(org));
  return json.result?.definition.users ?? [];
}

/** What the export says of the user "hand@acme.integration", who has a permission set of his own called Hand. */
export async function exportHand(org: RunningOrg): Promise<RawUser | undefined> {
  return (await expectFaithful(org)).find(({ username }) => username === 'hand@acme.integration');
}
