import type { ChangeResult, WriteResult } from '../../src/report/result.ts';
import { difference, type Dump } from '../commands/difference.ts';
import type { RanJson } from '../commands/harness.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** Names in an error are at most this many, then comes how many more. */
const NAMED = 10;
/** Objects of which a change that makes a record carries its name. */
const NAME = { Profile: 'Name', PermissionSet: 'Name', User: 'Username' } as const;

/**
 * Compares what a run tells with what became of the org.
 * @returns what is wrong; a run that ended well tells nothing wrong
 */
export function wronglyTold(
  { exitCode, json }: RanJson<unknown>,
  running: RunningOrg,
  before: Dump,
  now: Dump,
): string[] {
  if (exitCode === 0) return [];
  const told = [json.message, ...(json.actions ?? []), ...json.warnings].join('\n');
  const wrong: string[] = [];
  if (exitCode !== 1 && exitCode !== 68) wrong.push(`exit code ${String(exitCode)}`);
  if (!/same command again/i.test(told)) wrong.push('does not say to run the same command again');
  const result = json.result as WriteResult | undefined;
  const changes = (result?.users ?? []).filter(({ outcome }) => outcome === 'failed').flatMap((user) => user.changes);
  const others = (result?.users ?? []).filter(({ outcome }) => outcome !== 'failed').flatMap((user) => user.changes);
  const left = leftIn(before, now);
  const mayBe = [...changes, ...others].some(({ status }) => status === 'done' || status === 'failed');
  const names = left.filter((name) => name !== undefined && told.includes(name));
  if (left.length > 0 && !mayBe && names.length === 0) wrong.push('does not say that the org has changed');
  if (left.length === 0 && changes.some(({ status }) => status === 'done')) wrong.push('says done, and nothing is');
  if (changes.some(({ status }) => status === 'planned')) wrong.push('leaves a change of a failed user planned');
  // Ten of a kind are told by name, then how many more there are; what failed and what was not tried are one kind.
  const isCut = /and \d+ more/.test(told);
  for (const status of ['done', 'failed', 'skipped'] as const) {
    const some = changes.filter((change) => change.status === status);
    wrong.push(
      ...some
        .slice(0, NAMED)
        .filter(
          ({ action, type, name }) => some.length <= NAMED && !isCut && !told.includes(`${action} ${type} ${name}`),
        )
        .map((change) => `does not tell ${status} ${nameOf(change)}`),
    );
  }
  wrong.push(...changes.filter((change) => isUntrue(change, running)).map((change) => `not true: ${nameOf(change)}`));
  return wrong.map((text) => `${text}\n${told}`);
}

/** Whether a new record that is told as made is not there, or one told as not made is. */
function isUntrue({ action, type, name, status }: ChangeResult, { org: { store } }: RunningOrg): boolean {
  if (action !== 'create' || !(type in NAME) || (status !== 'done' && status !== 'skipped')) return false;
  const isThere = store.find(type, { [NAME[type as keyof typeof NAME]]: name }).length > 0;
  return isThere !== (status === 'done');
}

function nameOf({ action, type, name, status }: ChangeResult): string {
  return `${status} ${action} ${type} ${name}`;
}

/** Names of rows that are new or different, the audit trail left out; undefined where a row has none. */
function leftIn(before: Dump, now: Dump): (string | undefined)[] {
  const { added, removed, changed } = difference(before, now);
  return [added, removed, changed].flatMap((objects) =>
    Object.entries(objects)
      .filter(([object]) => object !== 'SetupAuditTrail')
      .flatMap(([, rows]) =>
        rows.map((row) => {
          const name = row['Username'] ?? row['Name'];
          return typeof name === 'string' ? name : undefined;
        }),
      ),
  );
}
