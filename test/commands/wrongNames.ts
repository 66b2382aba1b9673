import { expect } from 'chai';
import { blockersOf } from './blocked.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY } from './zoomInfo.ts';

/** What is wrong; the flags that say it; the id of the blocker; what must stand in its message, and in its fix: the nearest name, or the way out. */
export type WrongName = readonly [what: string, args: readonly string[], id: string, cause: string, fix: string];

/** A test for each: `create` stops before its first write, and for this alone. */
export function refusesEach(cases: readonly WrongName[], exitCode: 1 | 2): void {
  for (const [what, args, id, cause, fix] of cases) {
    it(`${what}: ${id}`, () =>
      withOrg({}, async (org) => {
        const blockers = await blockersOf(org, argsOf(args), { exitCode });
        expect(blockers.map((one) => one.id)).to.deep.equal([id]);
        expect(blockers[0]?.message).to.contain(cause);
        expect(blockers[0]?.fix).to.contain(fix);
      }));
  }
}

/** A later value of a flag counts more: the case's own stand at the end. */
function argsOf(args: readonly string[]): string[] {
  const own = new Set(args.filter((arg) => arg.startsWith('--')));
  const kept = [0, 2, 4].flatMap((at) => (own.has(NOBODY[at] ?? '') ? [] : NOBODY.slice(at, at + 2)));
  return [...kept, ...args];
}
