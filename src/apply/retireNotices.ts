import { aroundOf, aroundQueries, OWNED, type Around } from '../org/use/around.ts';
import { queryAll, required } from '../org/wire/query.ts';
import { queryKinds } from '../org/wire/queryKinds.ts';
import type { RetiringUser } from '../org/use/retiring.ts';
import { chunks } from '../org/wire/chunks.ts';
import { soql } from '../org/wire/soql.ts';
import type { Org } from '../org/wire/transport.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { readUserSettings } from '../org/metadata/userSettings.ts';
import { aroundNotices, caution, type Notice } from '../plan/notices.ts';

/** What hangs on users who are to be retired, or why that is not known. */
export type Hanging =
  | { readonly around: ReadonlyMap<string, Around>; readonly unread?: undefined }
  | { readonly around?: undefined; readonly unread: string };

/** Objects that are looked at whatever the users may do: who was retired before has no rights any more, and records all the same. */
const STANDARD = [
  ...['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign', 'Contract', 'Order', 'Task', 'Event'],
];

/**
 * Reads what hangs on users: settings, people, groups and records. Two requests for up to 25 queries, of which each object takes one, and
 * three for the org's settings. Nothing that is refused here keeps anybody from being frozen.
 */
export async function readHanging(org: Org, users: readonly RetiringUser[]): Promise<Hanging> {
  if (users.length === 0) return { around: new Map() };
  return unlessRefused<Hanging>(
    async () => {
      const [settings, { objects, found }] = await Promise.all([readUserSettings(org), readFound(org, users)]);
      return { around: aroundOf(users, objects, found, settings) };
    },
    (unread) => ({ unread }),
  );
}

/** What is worth knowing of one of them. Pure. */
export function hangingNotices({ around, unread }: Hanging, { id }: RetiringUser): Notice[] {
  if (unread !== undefined) return [caution('aroundUnread', unread)];
  const own = around.get(id);
  return own ? aroundNotices(own, OWNED) : [];
}

async function readFound(org: Org, users: readonly RetiringUser[]) {
  const ids = users.map(({ id }) => id);
  const { allowed } = await queryAll(org, {
    allowed: chunks(ids).map(
      (some) =>
        soql`SELECT SobjectType FROM ObjectPermissions WHERE ParentId IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId IN ${some}) GROUP BY SobjectType ORDER BY SobjectType`,
    ),
  });
  const objects = [...new Set([...STANDARD, ...(allowed?.rows ?? []).map((row) => required(row, 'SobjectType'))])];
  return { objects, found: await queryKinds(org, aroundQueries(ids, objects)) };
}
