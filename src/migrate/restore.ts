import type { Holdings } from '../org/inventory/holdings.ts';
import type { Change } from '../plan/change.ts';
import type { Before } from './snapshot.ts';

/**
 * What brings a user back to what it held, in the order that Salesforce accepts: what does not belong goes, the profile changes and the
 * license with it, then licenses before sets (facts 4.3). Where the license changes, everything is assigned anew, for nothing that the one
 * license carries may be there while the other is. Pure.
 */
export function restoreChanges(now: Holdings, before: Before): Change[] {
  const moves = now.licenseId !== before.licenseId;
  const stays = (
    held: readonly { id: string; expires?: string | undefined }[],
    id: string,
    expires?: string,
  ): boolean => !moves && held.some((one) => one.id === id && one.expires === expires);
  const go = (kind: 'sets' | 'groups' | 'licenses', type: string, column: string): Change[] =>
    now[kind]
      .filter(({ id, expires }) => !stays(before[kind], id, expires))
      .map(({ assignment, id, name, expires }) => {
        const old = { AssigneeId: now.id, [column]: id, ...(expires === undefined ? {} : { ExpirationDate: expires }) };
        const write = { method: 'DELETE', object: type, id: assignment, fields: {}, before: old } as const;
        return { action: 'unassign', type, name, write };
      });
  const come = (kind: 'sets' | 'groups' | 'licenses', type: string, column: string): Change[] =>
    before[kind]
      .filter(({ id, expires }) => !stays(now[kind], id, expires))
      .map(({ id, name, expires }) => {
        const fields = {
          AssigneeId: now.id,
          [column]: id,
          ...(expires === undefined ? {} : { ExpirationDate: expires }),
        };
        return { action: 'assign', type, name, write: { method: 'POST', object: type, fields } };
      });
  return [
    ...go('sets', SET, 'PermissionSetId'),
    ...go('groups', SET, 'PermissionSetGroupId'),
    ...go('licenses', LICENSE, 'PermissionSetLicenseId'),
    ...(now.profileId === before.profileId ? [] : [profileChange(now, before)]),
    ...come('licenses', LICENSE, 'PermissionSetLicenseId'),
    ...come('sets', SET, 'PermissionSetId'),
    ...come('groups', SET, 'PermissionSetGroupId'),
  ];
}

const SET = 'PermissionSetAssignment';
const LICENSE = 'PermissionSetLicenseAssign';

function profileChange({ id, username, profileId }: Holdings, before: Before): Change {
  const all = (value: boolean) => Object.fromEntries(before.features.map((column) => [column, value]));
  const write = {
    ...{ method: 'PATCH' as const, object: 'User', id },
    ...{ fields: { ProfileId: before.profileId, ...all(true) }, before: { ProfileId: profileId, ...all(false) } },
  };
  return {
    action: 'update',
    type: 'User',
    name: username,
    detail: ['ProfileId', ...before.features].join(', '),
    write,
  };
}
