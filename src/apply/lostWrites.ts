import type { RecordWrite } from '../org/write/records.ts';
import { OrgSilence } from '../org/wire/refusal.ts';
import type { OrgState } from '../org/state/state.ts';
import type { Written } from '../org/write/writeGroup.ts';
import { isRecordWrite } from '../plan/change.ts';
import type { Round } from './round.ts';
import type { Work } from './work.ts';

/** What a request has written whose answer was lost, as the org shows it now: so that it, too, can be taken back. */
export function lostWrites({ trouble, lost, written }: Work, state: OrgState): Written[] {
  if (!(trouble instanceof OrgSilence)) return [];
  const known = new Set(written.map(({ id }) => id));
  return recordsOf(lost)
    .filter(({ object }) => object !== 'Profile')
    .flatMap((write) => {
      const id = write.id ?? idOf(write, state);
      return id === undefined || known.has(id) ? [] : [{ write, id }];
    });
}

/** The same for profiles, which several users share. */
export function lostProfiles(works: readonly Work[], state: OrgState): Round['profiles'][number][] {
  return works
    .filter(({ trouble }) => trouble instanceof OrgSilence)
    .flatMap(({ lost }) => recordsOf(lost))
    .filter(({ object, method }) => object === 'Profile' && method === 'POST')
    .flatMap((write) => {
      const made = state.profiles.find(({ name }) => name === write.fields['Name']);
      return made ? [{ name: made.name.toLowerCase(), written: { write, id: made.id } }] : [];
    });
}

function recordsOf(lost: Work['lost']): RecordWrite[] {
  return lost.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
}

/** The id of a record that a write was to make; rows of a set that was itself made are not looked for, they go with it. */
function idOf({ object, fields }: RecordWrite, state: OrgState): string | undefined {
  const userId = fields['AssigneeId'] ?? fields['UserOrGroupId'];
  switch (object) {
    case 'User':
      return state.users.find(({ username }) => username === fields['Username'])?.id;
    case 'PermissionSet':
      return state.permissionSets.find(({ name, namespace }) => namespace === undefined && name === fields['Name'])?.id;
    case 'ObjectPermissions':
      return state.objectPermissions.find(
        (row) => row.parentId === fields['ParentId'] && row.object === fields['SobjectType'],
      )?.id;
    case 'FieldPermissions':
      return state.fieldPermissions.find((row) => row.parentId === fields['ParentId'] && row.field === fields['Field'])
        ?.id;
    case 'SetupEntityAccess':
      return state.setupAccess.find(
        (row) => row.parentId === fields['ParentId'] && row.entityId === fields['SetupEntityId'],
      )?.id;
    case 'PermissionSetLicenseAssign':
      return state.licenseAssignments.find(
        (row) => row.userId === userId && row.licenseId === fields['PermissionSetLicenseId'],
      )?.id;
    case 'PermissionSetAssignment':
      return state.setAssignments.find(
        (row) => row.userId === userId && row.permissionSetId === fields['PermissionSetId'],
      )?.id;
    default:
      return undefined;
  }
}
