import { expectCreated, expectUnchanged, inOrg } from './inOrg.ts';
import { measure, type Measured } from './measure.ts';
import { megabytes, table, times, type Section } from './section.ts';

/** How much steeper than a straight line is still noise. */
const STEEPEST = 1.5;

/** Apply, the same again, and verify at each number of users, each with a set of one object and ten fields. */
export async function growthSection(counts: readonly number[]): Promise<Section> {
  const found = new Map<string, { readonly users: number; readonly measured: Measured }[]>();
  const tell = (what: string, users: number, measured: Measured): void => {
    found.set(what, [...(found.get(what) ?? []), { users, measured }]);
    process.stderr.write(`growth: ${what}, users: ${String(users)}\n`);
  };
  for (const users of counts) {
    const size = { users, objects: 1, fields: 10 };
    await inOrg(size, 0, async (org, file) => {
      const args = ['--definition-file', file];
      tell('apply', users, await measure(org, 'apply', args));
      expectCreated(org, size);
      tell('apply, again', users, await measure(org, 'apply', args));
      expectUnchanged(org);
      tell('verify', users, await measure(org, 'verify', args, [0, 1]));
    });
  }
  const rows = [...found].flatMap(([what, each]) =>
    each.map(({ users, measured }, at) => {
      const before = each[at - 1] ?? { users, measured };
      const { requests, ms, peakMiB } = measured;
      return {
        cells: [
          ...[what, String(users), times(users, before.users), String(requests)],
          ...[times(ms, before.measured.ms), megabytes(peakMiB), times(peakMiB, before.measured.peakMiB)],
        ],
        what: `${what}, ${String(users)} users`,
        steep: ms / before.measured.ms > (STEEPEST * users) / before.users,
      };
    }),
  );
  const columns = ['command', 'users', 'times', 'requests', 'time', 'peak memory', 'memory'];
  const text = 'Each row against the one above it: a straight line has the growth of the users.';
  return {
    title: 'Growth',
    lines: [
      text,
      '',
      ...table(
        columns,
        rows.map(({ cells }) => cells),
      ),
    ],
    broken: rows.filter(({ steep }) => steep).map(({ what }) => `${what}: time grows faster than the users`),
  };
}
