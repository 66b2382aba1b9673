import { run, type Run, type RunEvent, type RunOptions } from '../apply/run.ts';
import { notDone } from '../checks/access/checksNotDone.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Written } from './checkWritten.ts';

/**
 * A run that ends with the checks of `verify`, over everyone whom it has written or found complete. They take one request for a few users;
 * where they cannot be done, that is told and the run is what it is.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function runChecked(
  org: Org,
  users: readonly UserDefinition[],
  options: RunOptions,
  onEvent: (event: RunEvent) => void,
): Promise<Run> {
  const done = await run(org, users, options, onEvent);
  const written = options.dryRun ? [] : writtenUsers(users, done);
  if (written.length === 0) return done;
  onEvent({ kind: 'checks' });
  // Loaded while nobody waits for the first request.
  const { checkWritten } = await import('./checkWritten.ts');
  const results = await checkWritten(org, written, done, options.allowBroadAccess).catch((error: unknown) => {
    if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
    const reason = error.message.split('\n').at(-1) ?? '';
    return new Map(written.map(({ username }) => [username, notDone(username, reason)]));
  });
  return {
    ...done,
    users: done.users.map((user) => {
      const checks = results.get(user.plan.username ?? '');
      return checks ? { ...user, checks } : user;
    }),
  };
}

function writtenUsers(users: readonly UserDefinition[], done: Run): Written[] {
  return done.users.flatMap(({ plan, outcome }, index) => {
    const [definition, { username }] = [users[index], plan];
    const isThere = outcome === 'created' || outcome === 'updated' || outcome === 'unchanged';
    return definition && username !== undefined && isThere
      ? [{ definition, username, isNew: outcome === 'created' }]
      : [];
  });
}
