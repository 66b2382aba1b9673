import { NotSimulated, OrgError, type Field, type Row, type Rule, type Session } from '../org.ts';
import { isCustomName } from './allowance.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { INTEGRATION_LICENSE } from './integrationLicense.ts';
import { writableParent } from './parentSet.ts';

const ON = 'FieldPermissions';

const parent: Rule = {
  on: ON,
  source: 'facts 3.3, 3.1: children of permission sets; a set of the bare license does not offer standard objects',
  beforeInsert: (session, row) => {
    const set = writableParent(session, row.ParentId);
    const license = session.org.store.get('UserLicense', String(set.LicenseId));
    if (license?.Name === INTEGRATION_LICENSE && !isCustomName(String(row.SobjectType))) {
      throw new NotSimulated(`the answer to ${String(row.Field)} in a set of the user license ${INTEGRATION_LICENSE}`);
    }
  },
  beforeUpdate: (session, before) => {
    writableParent(session, before.ParentId);
  },
  beforeDelete: (session, row) => {
    writableParent(session, row.ParentId);
  },
};

const ofObject: Rule = {
  on: ON,
  source: 'facts 3.3: Field is "Object.Field" of the SobjectType [official OBJ63; answer to a mismatch unverified]',
  beforeInsert: (_session, row) => {
    if (String(row.Field).split('.')[0] === row.SobjectType) return;
    const text = `Field Name: bad value for restricted picklist field: ${String(row.Field)}`;
    throw new OrgError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', text, { fields: ['Field'] });
  },
};

const flags: Rule = {
  on: ON,
  source: 'facts 3.3, 3.1: Edit needs Read; formula and auto-number accept Read only; never all false',
  beforeInsert: (session, row) => {
    if (row.PermissionsRead !== 1 && row.PermissionsEdit !== 1) {
      throw new OrgError('FIELD_INTEGRITY_EXCEPTION', 'Field permissions must grant at least one right', {
        fields: [],
      });
    }
    check(session, row);
  },
  beforeUpdate: (session, before, changes) => {
    check(session, { ...before, ...changes });
  },
  afterUpdate: ({ org }, _before, after) => {
    if (after.PermissionsRead !== 1 && after.PermissionsEdit !== 1) org.store.delete(ON, String(after.Id));
  },
};

const check = (session: Session, row: Row): void => {
  if (row.PermissionsEdit !== 1) return;
  const field = String(row.Field);
  if (row.PermissionsRead !== 1) {
    const text = `Permission Edit ${field} depends on permission(s): Read ${field}`;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [] });
  }
  const known = fieldOf(session, field);
  if (known?.calculated === true || known?.autoNumber === true) {
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', `Field ${field} is read-only: it cannot be made editable`, {
      fields: ['PermissionsEdit'],
    });
  }
};

const fieldOf = (session: Session, name: string): Field | undefined => {
  const [objectName = '', fieldName = ''] = name.split('.');
  const object = session.org.schema.object(objectName);
  return object && session.org.schema.field(object, fieldName);
};

const unique: Rule = {
  on: ON,
  source: 'facts 3.3, 1.4: one row for a field in a set, generic text of DUPLICATE_VALUE',
  beforeInsert: (session, row) => {
    refuseDuplicate(session, ON, row, ['ParentId', 'Field']);
  },
};

const viewAllFields: Rule = {
  on: ON,
  source:
    'facts 3.3: with View All Fields a field cannot be taken away, the text starts with these words [community, 1]',
  beforeDelete: (session, row) => {
    const equal = { ParentId: row.ParentId ?? null, SobjectType: row.SobjectType ?? null, PermissionsViewAllFields: 1 };
    if (session.org.store.find('ObjectPermissions', equal).length === 0) return;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', `Read permission is required for ${String(row.Field)}`, {
      fields: [],
    });
  },
};

/** The row of the same custom field of the other kind of activity, in the same set. */
const twinOf = ({ org }: Session, row: Row): { readonly equal: Row; readonly found: Row | undefined } | undefined => {
  const [, object, name] = /^(Task|Event)\.(\w+__c)$/.exec(String(row.Field)) ?? [];
  if (object === undefined || name === undefined) return undefined;
  const other = object === 'Task' ? 'Event' : 'Task';
  const equal = { ParentId: row.ParentId ?? null, SobjectType: other, Field: `${other}.${name}` };
  return { equal, found: org.store.find(ON, equal)[0] };
};

const activities: Rule = {
  on: ON,
  source:
    'facts 3.3: Task and Event share custom fields, a change to one is a change to the other [recorded response + official]',
  afterInsert: (session, row) => {
    const twin = twinOf(session, row);
    if (twin === undefined || twin.found !== undefined) return;
    const rights = { PermissionsRead: row.PermissionsRead ?? 0, PermissionsEdit: row.PermissionsEdit ?? 0 };
    session.org.store.insert(ON, { ...twin.equal, ...rights }, session.userId);
  },
  afterUpdate: (session, _before, after) => {
    const found = twinOf(session, after)?.found;
    const rights = { PermissionsRead: after.PermissionsRead ?? 0, PermissionsEdit: after.PermissionsEdit ?? 0 };
    if (found === undefined) return;
    if (rights.PermissionsRead === 1) session.org.store.update(ON, String(found.Id), rights, session.userId);
    else session.org.store.delete(ON, String(found.Id));
  },
  afterDelete: (session, row) => {
    const found = twinOf(session, row)?.found;
    if (found !== undefined) session.org.store.delete(ON, String(found.Id));
  },
};

export const fieldPermissionsRules: readonly Rule[] = [parent, ofObject, flags, unique, viewAllFields, activities];
