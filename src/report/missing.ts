import { governing } from '../access/throughParent.ts';
import { firstMissingLink, type MissingLink } from '../access/missingLink.ts';
import type { EffectiveAccess, Path } from '../access/access.ts';
import { objectOf, type KnownTarget } from '../access/target.ts';
import { contactField } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { accessWords } from './accessProblem.ts';
import { addCommand, licenseCommand } from './addCommand.ts';
import { through, throughText } from './through.ts';

/** Why a user lacks a right, and the way out. */
export type Missing = {
  /** Why it is missing: the first link that is not there. */
  message: string;
  /** The command that gives it. */
  fix: string;
};

/** The first missing link on the way to a right; null where the user has it. */
export function missing(
  user: InventoryUser,
  access: EffectiveAccess,
  inventory: Inventory,
  target: KnownTarget,
): Missing | null {
  const link = firstMissingLink(access, target, inventory.sets);
  if (link === undefined) return null;
  const add = addCommand(user, link, needed(link, target));
  const { username } = user;
  switch (link.kind) {
    case 'object':
      return accessWords({ id: 'missing.object', tokens: [username, link.right, link.object], fixTokens: [add] });
    case 'field':
      return accessWords({ id: 'missing.field', tokens: [username, link.right, link.field], fixTokens: [add] });
    case 'userPermission':
      return accessWords({ id: 'missing.userPermission', tokens: [username, link.permission], fixTokens: [add] });
    case 'unwritable':
      return accessWords({ id: 'missing.unwritable', tokens: [username, link.field], fixTokens: [] });
    case 'withheld': {
      const { path, reason, setId } = link.withheld;
      const byLicense = reason === 'licenseMissing' || reason === 'notCarried';
      const license =
        reason === 'notCarried'
          ? `sf integration-user permset assign --username ${username} --permission-set-license <developer name>`
          : licenseCommand(user, inventory.sets.get(setId)?.licenseId, inventory);
      return accessWords({
        id: `missing.${reason}`,
        tokens: [username, wayOf(path)],
        fixTokens: [byLicense ? license : add],
      });
    }
  }
}

function wayOf(path: Path): string {
  return throughText(through([path]));
}

/** What the command must give: the link that is missing, and the field behind it. */
function needed(link: MissingLink, target: KnownTarget): Parameters<typeof addCommand>[2] {
  const isField = target.name.includes('.') && target.unsecured === undefined;
  const [object = '', name = ''] = target.name.split('.');
  const secured = contactField(object, name) ?? target.name;
  const field = isField ? { field: `${secured}${target.right === 'edit' ? '=edit' : ''}` } : {};
  if (link.kind === 'field' || link.kind === 'unwritable') return field;
  if (link.kind === 'userPermission') return { permission: link.permission, ...field };
  const by = governing(objectOf(target), target.right);
  return by.kind === 'object'
    ? { object: `${by.object}=${by.right}`, ...field }
    : { permission: by.permission, ...field };
}
