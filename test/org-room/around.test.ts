import { expect } from 'chai';
import { aroundOf } from '../../src/org/use/around.ts';
import { aroundNotices } from '../../src/plan/notices.ts';

const NOBODY = { byUser: new Map(), unread: [] };
const USER = { id: '005000000000001', username: 'erp@example.com' };

function noticesOf(rows: Readonly<Record<string, readonly object[]>>, refused: ReadonlyMap<string, string>) {
  const around = aroundOf([USER], [], { rows, refused } as Parameters<typeof aroundOf>[2], NOBODY).get(USER.id);
  return Object.fromEntries((around ? aroundNotices(around, 2000) : []).map(({ id, tokens }) => [id, tokens]));
}

describe('what hangs on a user', () => {
  it('that could not be read is told, and nothing of it counts as none', () => {
    const told = noticesOf(
      {},
      new Map([
        ['CronTrigger', 'No.'],
        ['Dashboard', 'No.'],
      ]),
    );
    expect(told).to.deep.equal({ runUnread: ['CronTrigger, Dashboard'], defaultOwner: [] });
  });

  it('in great number is told by some of its names, each once', () => {
    const jobs = Array.from({ length: 50 }, (_, at) => ({
      OwnerId: USER.id,
      CronJobDetail: { Name: `Job ${String(10 + Math.floor(at / 2))}` },
    }));
    const others = { OwnerId: '005000000000002', CronJobDetail: { Name: 'Another' } };
    const names = Array.from({ length: 20 }, (_, at) => `Job ${String(10 + at)}`).join(', ');
    expect(noticesOf({ jobs: [...jobs, others] }, new Map())['jobs']).to.deep.equal([`${names}, ... (5)`]);
  });
});
