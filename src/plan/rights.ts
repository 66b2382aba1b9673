import type { ObjectAccess, ObjectRight, PermissionSetDefinition } from '../definition/definition.ts';
import { nearest } from '../definition/nearest.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import { contactField } from '../org/names.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../org/schema.ts';

/** The rights of one object with the reason for each that was not asked for in so many words. */
export type ObjectRights = { readonly object: string; readonly rights: ReadonlyMap<ObjectRight, string | undefined> };
type FieldRight = { readonly field: string; readonly edit: boolean };

export type Rights = {
  /** Masters before their details, parents before what needs them: the order in which Salesforce accepts them. */
  readonly objects: readonly ObjectRights[];
  readonly fields: readonly FieldRight[];
  readonly problems: readonly Problem[];
};

/** What a right brings with it on the same object (Object Reference, ObjectPermissions). Modify All does not bring Create. */
const IMPLIED: Readonly<Record<ObjectRight, readonly ObjectRight[]>> = {
  read: [],
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
};

/**
 * Standard objects whose Read and View All come with the same right on others: every permission set retrieved from a real org that has
 * the one has the other. Contact, Opportunity, Lead and Case are not here: real sets hold them without Account.
 */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  Asset: ['Account'],
  Contract: ['Account'],
  Order: ['Account'],
  Pricebook2: ['Product2'],
  Quote: ['Opportunity', 'Account'],
  WorkOrder: ['Account', 'Asset', 'Contact'],
};

/** Objects that some orgs want only with Read on another: never added, but where both are there the other goes first. */
const SOMETIMES_AFTER: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Account'],
  Opportunity: ['Account'],
  Lead: ['Account'],
  Case: ['Account', 'Contact'],
};

/** Objects whose rights come from elsewhere; the value names from where (Object Reference, ObjectPermissions). */
const RIGHTS_FROM_ELSEWHERE: Readonly<Record<string, string>> = {
  Task: 'EditTask',
  Event: 'EditEvent',
  User: 'ViewAllUsers',
};

/** The rights that a permission set must hold for its definition, with everything that they imply. Pure. */
export function rightsOf(set: PermissionSetDefinition, schema: OrgSchema): Rights {
  const problems: Problem[] = [];
  const rights = new Map<string, Map<ObjectRight, string | undefined>>();
  const fields = new Map<string, FieldRight>();
  for (const [written, access] of Object.entries(set.objects)) {
    const object = schema.objects.get(written.toLowerCase());
    if (object === undefined) {
      problems.push(unknownObject(written, schema));
      continue;
    }
    const takesRights = schema.permissionableObjects.length === 0 || schema.permissionableObjects.includes(object.name);
    if (!takesRights && access.access.length > 0) problems.push(noObjectPermissions(object.name));
    if (takesRights && access.access.length === 0) {
      problems.push(warning('fieldsWithoutObject', object.name, [object.name], [object.name]));
    }
    if (takesRights) for (const right of access.access) grant(rights, schema, object.name, right, undefined);
    if (leavesPersons(object, access, set)) problems.push(warning('personAccountFields', object.name, [], []));
    for (const { field, edit } of fieldRights(object, access, problems)) {
      fields.set(field, { field, edit: edit || fields.get(field)?.edit === true });
    }
  }
  return {
    objects: parentsFirst([...rights.keys()], schema).map((object) => ({
      object,
      rights: rights.get(object) ?? new Map<ObjectRight, string | undefined>(),
    })),
    fields: [...fields.values()],
    problems,
  };
}

function grant(
  all: Map<string, Map<ObjectRight, string | undefined>>,
  schema: OrgSchema,
  object: string,
  right: ObjectRight,
  reason: string | undefined,
): void {
  const own = all.get(object) ?? new Map<ObjectRight, string | undefined>();
  all.set(object, own);
  if (own.has(right) && (own.get(right) === undefined || reason !== undefined)) return;
  own.set(right, reason);
  for (const implied of impliedBy(object, right)) grant(all, schema, object, implied, `${object} ${right}`);
  if (right !== 'read' && right !== 'viewAll') return;
  for (const parent of parentsOf(object, schema)) grant(all, schema, parent, right, `${object} ${right}`);
}

/** Objects whose Read comes with Read of this one: its masters, and what real permission sets show. Pure. */
export function parentsOf(object: string, schema: Pick<OrgSchema, 'objects'>): readonly string[] {
  const masters = schema.objects.get(object.toLowerCase())?.masters ?? [];
  return [...masters, ...(PARENTS[object] ?? [])].filter((parent) => parent !== object);
}

/** Of big objects alone real sets hold Delete without Edit (facts 0.4). */
function impliedBy(object: string, right: ObjectRight): readonly ObjectRight[] {
  return right === 'delete' && object.endsWith('__b') ? ['read'] : IMPLIED[right];
}

/** Objects in an order in which each comes after those whose rights it needs. */
export function parentsFirst(objects: readonly string[], schema: OrgSchema): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  const place = (object: string): void => {
    if (seen.has(object) || !objects.includes(object)) return;
    seen.add(object);
    for (const parent of [...parentsOf(object, schema), ...(SOMETIMES_AFTER[object] ?? [])]) place(parent);
    order.push(object);
  };
  objects.forEach(place);
  return order;
}

/** Whether "all" leaves out the fields of person accounts, which "all" on Contact would give. */
function leavesPersons(object: ObjectSchema, access: ObjectAccess, { objects }: PermissionSetDefinition): boolean {
  const isAll = ({ readFields, editFields }: ObjectAccess): boolean => readFields === 'all' || editFields === 'all';
  const ofContact = Object.entries(objects).some(([name, one]) => name.toLowerCase() === 'contact' && isAll(one));
  return isAll(access) && !ofContact && [...object.fields.values()].some(({ reason }) => reason === 'personAccount');
}

function fieldRights(object: ObjectSchema, access: ObjectAccess, problems: Problem[]): FieldRight[] {
  const edit = namedFields(object, access.editFields, true, problems);
  const read = namedFields(object, access.readFields, false, problems);
  const named = access.editFields !== 'all';
  const edited = new Set(edit.filter(({ editable }) => named || editable).map(({ name }) => name));
  return [...new Set([...read, ...edit].map(({ name }) => name))].map((name) => ({
    field: `${object.name}.${name}`,
    edit: edited.has(name),
  }));
}

/** Named fields must take field-level security; of "all" those that do not are left out, they are always visible or never settable. */
function namedFields(
  object: ObjectSchema,
  names: ObjectAccess['readFields'],
  edit: boolean,
  problems: Problem[],
): FieldSchema[] {
  if (names === 'all') return [...object.fields.values()].filter(({ permissionable }) => permissionable);
  return names.flatMap((written) => {
    const field = object.fields.get(written.toLowerCase());
    const problem = field === undefined ? unknownField(object, written) : fieldProblem(object, field, edit);
    if (problem) problems.push(problem);
    return field === undefined || problem ? [] : [field];
  });
}

function fieldProblem(object: ObjectSchema, field: FieldSchema, edit: boolean): Problem | undefined {
  const subject = `${object.name}.${field.name}`;
  const fix = contactField(object.name, field.name) ?? subject;
  if (!field.permissionable) return error(`field.${field.reason ?? 'unsecured'}`, subject, [subject], [fix]);
  return edit && field.readOnly ? error('fieldReadOnly', subject, [subject], [subject]) : undefined;
}

function unknownObject(name: string, schema: OrgSchema): Problem {
  const hidden = schema.permissionableObjects.find((object) => object.toLowerCase() === name.toLowerCase());
  if (hidden !== undefined) return error('hiddenObject', hidden, [hidden], [hidden]);
  const meant = nearest(name, schema.permissionableObjects);
  return meant.length > 0
    ? error('unknownObject', name, [name], [meant.join(', ')])
    : error('unknownObjectNoneNear', name, [name], [name]);
}

function unknownField(object: ObjectSchema, name: string): Problem {
  const subject = `${object.name}.${name}`;
  const meant = nearest(
    name,
    [...object.fields.values()].filter(({ permissionable }) => permissionable).map((field) => field.name),
  );
  return meant.length > 0
    ? error('unknownField', subject, [object.name, name], [meant.map((field) => `${object.name}.${field}`).join(', ')])
    : error('unknownFieldNoneNear', subject, [object.name, name], [object.name]);
}

function noObjectPermissions(object: string): Problem {
  const permission = RIGHTS_FROM_ELSEWHERE[object];
  return permission === undefined
    ? error('noObjectPermissions', object, [object])
    : error('noObjectPermissionsButUser', object, [object], [permission]);
}
