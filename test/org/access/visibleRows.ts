import type { Field, Org, Session, SObject } from '../org.ts';
import { objectRightsOf } from './objectRights.ts';
import { userPermissionsOf } from './userPermissions.ts';

/** Setup rows that a user sees of itself only, unless it has one of these permissions. */
const OWN_ROWS: Readonly<Record<string, { readonly field: string; readonly unless: readonly string[] }>> = {
  // facts 5.1: "own rows always readable"
  LoginHistory: { field: 'UserId', unless: ['ManageUsers', 'MonitorLoginHistory'] },
  // facts 5.2: "Customize Application sees all tokens"
  OauthToken: { field: 'UserId', unless: ['CustomizeApplication', 'ManageUsers'] },
  AuthSession: { field: 'UsersId', unless: ['ManageUsers'] },
  // Not in the facts: the stricter reading, assignments of others are setup data.
  PermissionSetAssignment: { field: 'AssigneeId', unless: ['ViewSetup', 'AssignPermissionSets', 'ManageUsers'] },
};

/**
 * SQL condition over the alias {t} for the rows that a session may see; undefined when all. With private sharing
 * a user sees the business records that it owns and the details of masters that it owns.
 */
export const visibleRowsOf = (session: Session, object: SObject): string | undefined => {
  const { org, userId } = session;
  const own = OWN_ROWS[object.name];
  const has = userPermissionsOf(org, userId);
  if (own) {
    const mine = own.unless.some((name) => has.has(name)) ? [] : [`{t}."${own.field}" = '${userId}'`];
    const conditions = [...mine, ...keptRows(org, object)];
    return conditions.length === 0 ? undefined : conditions.join(' AND ');
  }
  if (object.setup || org.features.sharing === 'ReadWrite') return undefined;
  if (objectRightsOf(org, userId, object).viewAll) return undefined;
  return ownedBy(org, userId, object, '{t}');
};

/** What the org has not thrown away yet (facts 5.1). */
const keptRows = (org: Org, object: SObject): string[] => {
  if (object.name !== 'LoginHistory') return [];
  const oldest = new Date(org.now().getTime() - org.switches.loginHistoryDays * 86_400_000);
  return [`{t}."LoginTime" >= '${oldest.toISOString()}'`];
};

const ownedBy = (org: Org, userId: string, object: SObject, alias: string): string | undefined => {
  if (org.schema.field(object, 'OwnerId')) return `${alias}."OwnerId" = '${userId}'`;
  const toMaster = object.fields.find((field) => field.masterDetail);
  const master = toMaster && masterOf(org, toMaster);
  const condition = master && ownedBy(org, userId, master, 'm');
  return condition && `${alias}."${toMaster.name}" IN (SELECT m."Id" FROM "${master.name}" m WHERE ${condition})`;
};

const masterOf = (org: Org, field: Field): SObject | undefined => org.schema.object(field.referenceTo[0] ?? '');
