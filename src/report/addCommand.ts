import type { MissingLink } from '../access/missingLink.ts';
import { BROAD_OBJECT_RIGHTS, BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import { apiName, defaultPermissionSetName } from '../definition/names.ts';
import { nameProblems } from '../definition/validate.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';

type Needed = { readonly object?: string; readonly field?: string; readonly permission?: string };

/** The command that gives a user the right that it lacks; what the right needs beside it is added by the command. */
export function addCommand(user: InventoryUser, link: MissingLink, needed: Needed): string {
  const flags = flagsOf(needed);
  const broad = isBroad(link) ? ' --allow-broad-access' : '';
  const name = nameOf(user);
  if (user.license === undefined || user.license === USER_LICENSE) {
    return `sf integration-user create --name ${quoted(name)} --username ${user.username} --profile ${quoted(user.profile)} ${flags}${broad}`;
  }
  const set = defaultPermissionSetName(name);
  return `sf integration-user permset create --name ${set} ${flags}${broad} && sf integration-user permset assign --username ${user.username} --permission-set ${set}`;
}

/** The command that assigns the license which a set needs. */
export function licenseCommand(
  { username }: InventoryUser,
  licenseId: string | undefined,
  { permissionSetLicense }: Inventory,
): string {
  const known = licenseId === undefined || licenseId === permissionSetLicense?.id;
  const name = known ? PERMISSION_SET_LICENSE : '<developer name of the license>';
  return `sf integration-user permset assign --username ${username} --permission-set-license ${name}`;
}

function flagsOf({ object, field, permission }: Needed): string {
  return [
    ...(object === undefined ? [] : [`--object ${object}`]),
    ...(field === undefined ? [] : [`--field ${field}`]),
    ...(permission === undefined ? [] : [`--user-permission ${permission}`]),
  ].join(' ');
}

function isBroad(link: MissingLink): boolean {
  if (link.kind === 'object') return BROAD_OBJECT_RIGHTS.some((right) => right === link.right);
  return link.kind === 'userPermission' && BROAD_USER_PERMISSIONS.includes(link.permission);
}

/** A name that the command takes: the user's, or what its username begins with. */
function nameOf({ name, username }: InventoryUser): string {
  return nameProblems(name).length === 0 ? name : apiName(username.split('@')[0] ?? username);
}

function quoted(text: string): string {
  return /^[\w.@-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}
