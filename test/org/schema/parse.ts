import type { ChildRelationship, Field, FieldType, SObject, Value } from '../org.ts';
import { picklist } from './picklists.ts';
import { userPermissions } from './userPermissions.ts';

/** An object file as read, before the relationships that other objects' fields imply are added. */
export type ParsedObject = SObject;

const header = /^object (\w+) (\w{3}) (\w+) "([^"]*)" "([^"]*)"$/;
const fieldLine = /^(\w+) (\w+)(?:\(([\d,]+)\))? (-|\w+) "([^"]*)"(.*)$/;
const childLine = /^child (\S+) (\w+)\.(\w+)( cascade)?/;
const permissionsLine = /^permissions (\w+) ([RSL]) (\w+)$/;

/**
 * Reads one object file. First line: `object Name prefix FLAGS "Label" "Labels"`, flags C createable, U updateable,
 * D deletable, Q queryable, S setup object, P has object permissions, T reached through Tooling only.
 * Then a line for each field: `Name type(length or precision,scale) FLAGS "Label" -> Target,Target as Relationship
 * in Compound = "default" [value; value=label]`, where `[@Name]` takes the values of picklists/Name.txt. Field flags:
 * F filterable, G groupable, S sortable, A aggregatable, N nillable, C createable, U updateable, D defaulted on create,
 * P permissionable, X external id, Q unique, I id lookup, M name field, K calculated, B auto number,
 * R restricted picklist, W master-detail. `permissions PREFIX L FLAGS` stands for one boolean per user permission.
 * `child RelationshipName Child.Field cascade` names a child relationship; the name is - when there is none.
 * @throws Error when a line has another form.
 */
export function parseObject(text: string): ParsedObject {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const head = header.exec(first);
  if (head === null) throw new Error(`not an object line: ${first}`);
  const [, name = '', keyPrefix = '', flags = '', label = '', labelPlural = ''] = head;
  return {
    name,
    label,
    labelPlural,
    keyPrefix,
    custom: name.endsWith('__c'),
    createable: flags.includes('C'),
    updateable: flags.includes('U'),
    deletable: flags.includes('D'),
    queryable: flags.includes('Q'),
    setup: flags.includes('S'),
    objectPermissionable: flags.includes('P'),
    toolingOnly: flags.includes('T'),
    fields: lines.filter((line) => !line.startsWith('child ')).flatMap(parseFields),
    childRelationships: lines.filter((line) => line.startsWith('child ')).map(parseChild),
  };
}

function parseChild(line: string): ChildRelationship {
  const match = childLine.exec(line);
  if (match === null) throw new Error(`not a child line: ${line}`);
  const [, relationshipName = '', childSObject = '', field = '', cascade] = match;
  return {
    childSObject,
    field,
    relationshipName: relationshipName === '-' ? null : relationshipName,
    cascadeDelete: cascade !== undefined,
  };
}

function parseFields(line: string): Field[] {
  const permissions = permissionsLine.exec(line);
  if (permissions === null) return [parseField(line)];
  const [, prefix = '', holder = '', flags = ''] = permissions;
  return userPermissions
    .filter((permission) => permission.holders.includes(holder))
    .map((permission) => parseField(`${prefix}${permission.name} boolean ${flags} "${permission.label}"`));
}

function parseField(line: string): Field {
  const match = fieldLine.exec(line);
  if (match === null) throw new Error(`not a field line: ${line}`);
  const [, name = '', type = '', size = '', flags = '', label = '', rest = ''] = match;
  const [first = 0, second] = size === '' ? [] : size.split(',').map(Number);
  const reference = / -> ([\w,]+)(?: as (\w+))?/.exec(rest);
  const has = (flag: string): boolean => flags.includes(flag);
  return {
    name,
    label,
    type: type as FieldType,
    length: type === 'id' || type === 'reference' ? 18 : second === undefined ? first : 0,
    precision: second === undefined ? 0 : first,
    scale: second ?? 0,
    filterable: has('F'),
    groupable: has('G'),
    sortable: has('S'),
    aggregatable: has('A'),
    nillable: has('N'),
    createable: has('C'),
    updateable: has('U'),
    defaultedOnCreate: has('D'),
    permissionable: has('P'),
    externalId: has('X'),
    unique: has('Q'),
    idLookup: has('I'),
    nameField: has('M'),
    calculated: has('K'),
    autoNumber: has('B'),
    restrictedPicklist: has('R'),
    masterDetail: has('W'),
    custom: /__p?c$/.test(name),
    referenceTo: reference?.[1]?.split(',') ?? [],
    relationshipName: reference?.[2] ?? null,
    compoundFieldName: / in (\w+)/.exec(rest)?.[1] ?? null,
    defaultValue: parseDefault(type, / = "([^"]*)"/.exec(rest)?.[1]),
    picklistValues: parsePicklist(/ \[(.*)\]$/.exec(rest)?.[1]),
  };
}

function parseDefault(type: string, text: string | undefined): Value {
  if (type === 'boolean') return text === 'true' ? 1 : 0;
  return text ?? null;
}

function parsePicklist(text: string | undefined): Field['picklistValues'] {
  if (text === undefined) return [];
  if (text.startsWith('@')) return picklist(text.slice(1));
  return text.split('; ').map((item) => {
    const [value = '', label = value] = item.split('=');
    return { value, label };
  });
}
