import type { RunningOrg } from '../org/rest/start.ts';

/** Two jobs of which one will not run again, a dashboard, and two approvals that wait; all of one user. */
export function plantRuns({ org: { store } }: RunningOrg, userId: string): void {
  const job = (Name: string, NextFireTime: string | null): void => {
    const CronJobDetailId = store.insert('CronJobDetail', { Name, JobType: '7' });
    store.insert('CronTrigger', { CronJobDetailId, NextFireTime, OwnerId: userId, State: 'WAITING' });
  };
  job('Nightly Invoices', '2030-01-01T00:00:00.000Z');
  job('Over And Done', null);
  store.insert('Dashboard', {
    Title: 'Open Orders',
    DeveloperName: 'Open',
    Type: 'SpecifiedUser',
    RunningUserId: userId,
  });
  for (let count = 0; count < 2; count += 1)
    store.insert('ProcessInstanceWorkitem', { ActorId: userId, OriginalActorId: userId });
}
