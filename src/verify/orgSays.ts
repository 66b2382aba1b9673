import type { EffectiveAccess } from '../access/access.ts';
import type { OrgSays, SaidRights } from '../checks/proof.ts';
import type { InventoryUser } from '../org/inventory/inventory.ts';
import { chunks } from '../org/wire/chunks.ts';
import { flag, required, text, type Row } from '../org/wire/query.ts';
import type { Kind } from '../org/wire/queryKinds.ts';
import { soql } from '../org/wire/soql.ts';
import { reason } from './words.ts';

export type Asked = { readonly user: InventoryUser; readonly access: EffectiveAccess };

/** These objects give out no further pages (facts 5.2), so a query asks for less than one. */
const ROWS = 1800;
/** Fields are asked about one by one, so only of a few users. */
const FIELD_USERS = 3;
const FIELDS = 200;

/** What the org says of users' access. One user is asked about as documented; for many, whose objects are the same, together. */
export function saidQueries(asked: readonly Asked[]): Readonly<Record<'entities' | 'fields', Kind>> {
  const objects = [...new Set(asked.flatMap(({ access }) => [...access.objects.keys()]))].sort();
  const ids = asked.map(({ user }) => user.id);
  const groups = chunks(objects, { count: Math.max(1, Math.floor(ROWS / Math.max(1, ids.length))), length: 6000 });
  const [only] = ids;
  return {
    entities: {
      object: 'UserEntityAccess',
      queries: groups.map((names) =>
        only !== undefined && ids.length === 1
          ? soql`SELECT UserId, EntityDefinition.QualifiedApiName, IsReadable, IsCreatable, IsEditable, IsDeletable FROM UserEntityAccess WHERE UserId = ${only} AND EntityDefinition.QualifiedApiName IN ${names}`
          : soql`SELECT UserId, EntityDefinition.QualifiedApiName, IsReadable, IsCreatable, IsEditable, IsDeletable FROM UserEntityAccess WHERE UserId IN ${ids} AND EntityDefinition.QualifiedApiName IN ${names}`,
      ),
    },
    fields: {
      object: 'UserFieldAccess',
      queries: asked.length > FIELD_USERS ? [] : asked.flatMap(fieldQueries),
    },
  };
}

/** A field of a user has a DurableId of three parts; that of a custom field is known to the org alone. */
function fieldQueries({ user, access }: Asked): string[] {
  const names = [...access.fields.keys()].filter((name) => !name.includes('__')).slice(0, FIELDS);
  return chunks(
    names.map((name) => `${name}.${user.id}`),
    { length: 6000 },
  ).map((ids) => soql`SELECT DurableId, IsAccessible, IsUpdatable FROM UserFieldAccess WHERE DurableId IN ${ids}`);
}

/** What was answered about one user; nothing at all is an answer that nothing can be concluded from. */
export function saidOf(
  { user, access }: Asked,
  rows: { readonly entities: readonly Row[]; readonly fields: readonly Row[] },
  refused: ReadonlyMap<string, string>,
): OrgSays {
  const objects = new Map<string, SaidRights>(
    rows.entities
      .filter((row) => required(row, 'UserId').slice(0, 15) === user.id.slice(0, 15))
      .flatMap((row) => {
        const name = text(row, 'EntityDefinition.QualifiedApiName');
        return name === undefined ? [] : [[name, rightsIn(row)] as const];
      }),
  );
  const fields = new Map(
    rows.fields.flatMap((row) => {
      const [object = '', field = '', id = ''] = required(row, 'DurableId').split('.');
      const own = id.slice(0, 15) === user.id.slice(0, 15);
      return own
        ? [[`${object}.${field}`, { read: flag(row, 'IsAccessible'), edit: flag(row, 'IsUpdatable') }] as const]
        : [];
    }),
  );
  const why = refused.get('UserEntityAccess') ?? refused.get('UserFieldAccess');
  const silent = objects.size === 0 && access.objects.size > 0;
  return { objects, fields, reason: why?.split('\n').at(-1) ?? (silent ? reason('noRows') : undefined) };
}

function rightsIn(row: Row): SaidRights {
  return {
    read: flag(row, 'IsReadable'),
    create: flag(row, 'IsCreatable'),
    edit: flag(row, 'IsEditable'),
    delete: flag(row, 'IsDeletable'),
  };
}
