import { flagsOf } from './objectFlags.ts';
import { OrgError, type Org, type Row, type Rule, type Session } from '../org.ts';

const ON = 'ObjectPermissions';
const VIEW_ALL = { PermissionsRead: 1, PermissionsViewAllRecords: 1 };
const ALL = {
  ...VIEW_ALL,
  PermissionsCreate: 1,
  PermissionsEdit: 1,
  PermissionsDelete: 1,
  PermissionsModifyAllRecords: 1,
};

/** Whether a row of ObjectPermissions stands for Modify All Data alone (facts 3.2). */
export const isVirtual = ({ Id }: Row): boolean => String(Id).startsWith('000');

/**
 * Brings the rows of a set in line with its View All Data, which keeps Read and View All on every object in rows that are stored, and with its
 * Modify All Data, which shows a row of every object that has none, and stores nothing.
 */
const followAllData = ({ org, userId }: Session, set: Row): void => {
  const { schema, store } = org;
  const parent = set.Id ?? null;
  for (const row of store.find(ON, { ParentId: parent }).filter(isVirtual)) store.delete(ON, String(row.Id));
  const rows = new Map(store.find(ON, { ParentId: parent }).map((row) => [row.SobjectType, row]));
  const objects = [...schema.objects.values()].filter((one) => one.objectPermissionable).map(({ name }) => name);
  if (set.PermissionsModifyAllData === 1)
    for (const name of objects.filter((one) => !rows.has(one)))
      store.insert(ON, { Id: nextId(org), ParentId: parent, SobjectType: name, ...ALL });
  else if (set.PermissionsViewAllData === 1)
    for (const name of objects) {
      const row = rows.get(name);
      if (row === undefined) store.insert(ON, { ParentId: parent, SobjectType: name, ...VIEW_ALL }, userId);
      else store.update(ON, String(row.Id), VIEW_ALL, userId);
    }
};

/** Such ids mean nothing but are the keys of the simulated org's rows. */
const nextId = ({ store }: Org): string => {
  const [last] = store.db.prepare(`SELECT max("Id") AS id FROM "${ON}" WHERE "Id" LIKE '000%'`).all();
  return String(Number(String(last?.['id'] ?? '0').slice(0, 15)) + 1).padStart(15, '0');
};

const wide = ['PermissionsModifyAllData', 'PermissionsViewAllData'];

const ofSet: Rule = {
  on: 'PermissionSet',
  source:
    'facts 3.2: rows by View All Data are stored, those by Modify All Data have an id that begins with 000 [official OBJ63; recorded response]',
  afterInsert: (session, row) => {
    if (wide.some((name) => row[name] === 1)) followAllData(session, row);
  },
  afterUpdate: (session, before, after) => {
    if (wide.some((name) => before[name] !== after[name])) followAllData(session, after);
  },
};

const ofRow: Rule = {
  on: ON,
  source:
    'facts 3.2: a row by Modify All Data cannot be updated or deleted, one by View All Data keeps its rights [official OBJ63; codes and what an insert does unverified]',
  beforeInsert: ({ org }, row) => {
    const set = org.store.get('PermissionSet', String(row.ParentId));
    const equal = { ParentId: row.ParentId ?? null, SobjectType: row.SobjectType ?? null };
    const isBrought = (found: Row): boolean =>
      isVirtual(found) || (set?.PermissionsViewAllData === 1 && flagsOf(found).length === 2);
    for (const found of org.store.find(ON, equal).filter(isBrought)) org.store.delete(ON, String(found.Id));
    if (set?.PermissionsViewAllData === 1 && set.IsOwnedByProfile !== 1) Object.assign(row, VIEW_ALL);
  },
  beforeUpdate: (session, before, changes) => {
    refuseVirtual(before);
    if (changes.PermissionsRead === 0 || changes.PermissionsViewAllRecords === 0) refuseKept(session, before);
  },
  beforeDelete: (session, row) => {
    refuseVirtual(row);
    refuseKept(session, row);
  },
};

const refuseVirtual = (row: Row): void => {
  if (isVirtual(row)) throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
};

const refuseKept = ({ org }: Session, row: Row): void => {
  const set = org.store.get('PermissionSet', String(row.ParentId));
  if (set?.PermissionsViewAllData !== 1 || set.IsOwnedByProfile === 1) return;
  const object = String(row.SobjectType);
  const text = `Permission View All Data depends on permission(s): Read All ${object}, Read ${object}`;
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [] });
};

export const allDataRules: readonly Rule[] = [ofSet, ofRow];
