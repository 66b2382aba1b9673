import { parseQuery, type FieldType as Selected, type Subquery } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, type Field, type Schema, type SObject } from '../../org.ts';

/** One column as GET /query?columns=true tells it. Shape and values as in the test data of Salesforce's plugin-data. */
type Column = {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: Column[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
};

/** What a query that is known to be right selects, without its rows. Throws NotSimulated for FIELDS() and TYPEOF. */
export function columnsOf(schema: Schema, soql: string): Record<string, unknown> {
  const parsed = parseQuery(soql);
  const object = schema.object(parsed.sObject ?? '');
  if (object === undefined) throw new NotSimulated('columns of this query');
  const columnMetadata = columns(schema, object, parsed.fields ?? []);
  return {
    columnMetadata,
    entityName: object.name,
    groupBy: parsed.groupBy !== undefined,
    idSelected: columnMetadata.some((column) => column.columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

function columns(schema: Schema, object: SObject, selected: readonly Selected[]): Column[] {
  const found: Column[] = [];
  let unnamed = 0;
  for (const item of selected) {
    if (item.type === 'Field') found.push(fieldColumn(named(schema, object, item.field)));
    else if (item.type === 'FieldRelationship') addJoined(schema, object, [...item.relationships, item.field], found);
    else if (item.type === 'FieldSubquery') found.push(childColumn(schema, object, item.subquery));
    else if (item.type === 'FieldFunctionExpression' && item.functionName.toUpperCase() !== 'FIELDS') {
      found.push(functionColumn(item.alias ?? `expr${unnamed++}`, item.rawValue ?? item.functionName));
    } else throw new NotSimulated(`columns of ${item.type}`);
  }
  return found;
}

/** Adds the column at the end of a path below the columns of its relationships, one for each relationship. */
function addJoined(schema: Schema, object: SObject, path: readonly string[], found: Column[]): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    found.push(fieldColumn(named(schema, object, name)));
    return;
  }
  const key = object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  const parents = (key?.referenceTo ?? [])
    .map((target) => schema.object(target))
    .filter((target) => target !== undefined);
  if (key === undefined || parents.length === 0) throw new NotSimulated(`columns of ${path.join('.')}`);
  let join = found.find((column) => column.foreignKeyName === key.name);
  if (join === undefined) {
    join = { ...plain(key.relationshipName ?? name), foreignKeyName: key.name };
    found.push(join);
  }
  // Of several parents, as of a license, the first that has the next field stands for all.
  const parent = parents.find((one) => hasStep(schema, one, rest[0] ?? '')) ?? parents[0];
  if (parent !== undefined) addJoined(schema, parent, rest, join.joinColumns);
}

function hasStep(schema: Schema, object: SObject, name: string): boolean {
  const isRelationship = object.fields.some((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  return isRelationship || schema.field(object, name) !== undefined;
}

function childColumn(schema: Schema, object: SObject, subquery: Subquery): Column {
  const name = subquery.relationshipName;
  const child = object.childRelationships.find((one) => one.relationshipName?.toLowerCase() === name.toLowerCase());
  const target = schema.object(child?.childSObject ?? '');
  if (target === undefined) throw new NotSimulated(`columns of ${name}`);
  return {
    ...plain(child?.relationshipName ?? name),
    aggregate: true,
    joinColumns: columns(schema, target, subquery.fields ?? []),
  };
}

function functionColumn(columnName: string, displayName: string): Column {
  return { ...plain(columnName), aggregate: true, displayName, numberType: true };
}

function named(schema: Schema, object: SObject, name: string): Field {
  const field = schema.field(object, name);
  if (field === undefined) throw new NotSimulated(`columns of ${name}`);
  return field;
}

function fieldColumn(field: Field): Column {
  const type = apexTypes[field.type] ?? 'String';
  return {
    ...plain(field.name),
    apexType: type,
    booleanType: type === 'Boolean',
    custom: field.custom,
    insertable: field.createable,
    numberType: type === 'Integer' || type === 'Double',
    textType: type === 'String',
    updatable: field.updateable,
  };
}

const apexTypes: Partial<Record<Field['type'], string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
  address: 'Address',
  location: 'Location',
};

function plain(name: string): Column {
  return {
    aggregate: false,
    apexType: null,
    booleanType: false,
    columnName: name,
    custom: false,
    displayName: name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false,
  };
}
