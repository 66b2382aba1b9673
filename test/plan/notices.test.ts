import { expect } from 'chai';
import { aroundNotices } from '../../src/plan/notices.ts';

describe('what hangs on a user', () => {
  const around = {
    ...{ owned: new Map<string, number>(), managerOf: 0, approverOf: 0, packages: [], queues: [], publicGroups: [] },
    ...{ role: undefined, settings: [], settingsUnread: [] },
  };
  const uncounted = (count: number): string | undefined =>
    aroundNotices({ ...around, uncounted: Array.from({ length: count }, (_, at) => `O${String(at)}`) }, 2000).find(
      ({ id }) => id === 'uncounted',
    )?.tokens[0];

  it('names some of many objects that were not counted, and how many more there are', () => {
    expect(uncounted(0)).to.equal(undefined);
    expect(uncounted(2)).to.equal('O0, O1');
    expect(uncounted(20)?.split(', ')).to.have.lengthOf(20);
    expect(uncounted(1800)).to.match(/^O0, O1, .*, O19, \.\.\. \(1780\)$/);
  });
});
