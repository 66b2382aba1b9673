import type { Access, ChildRelationship, Session, SObject } from '../org.ts';
import { describeField } from './describeField.ts';

const masterRecordType = '012000000000000AAA';
const mergeable = ['Account', 'Contact', 'Lead'];
const replicated = ['User', 'UserRole', 'Organization'];

/**
 * GET /sobjects/{object}/describe as the caller gets it: fields and child relationships that the caller may not see are
 * absent, and the flags of the object say what the caller may do with it.
 */
export function describeObject(session: Session, access: Access, object: SObject): Record<string, unknown> {
  const seen = object.fields.filter((field) => access.field(session, object, field).read);
  return {
    actionOverrides: [],
    ...flags(session, access, object),
    childRelationships: object.childRelationships
      .filter((child) => seesChild(session, access, child))
      .map((child) => describeChild(child)),
    compactLayoutable: hasLayouts(object),
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: seen.map((field) => describeField(session, access, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(session, object),
    searchLayoutable: hasLayouts(object),
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' }],
  };
}

/** GET /sobjects: the objects that the caller sees (members as recorded, v52). */
export function describeGlobal(session: Session, access: Access): Record<string, unknown> {
  const seen = [...session.org.schema.objects.values()].filter(
    (object) => !object.toolingOnly && access.seesObject(session, object),
  );
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: seen.map((object) => flags(session, access, object)) };
}

function flags(session: Session, access: Access, object: SObject): Record<string, unknown> {
  const may = access.object(session, object);
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable && may.create,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable && may.delete,
    deprecatedAndHidden: false,
    feedEnabled: session.org.features.chatter && hasLayouts(object) && !object.custom,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: hasLayouts(object),
    mergeable: mergeable.includes(object.name) && may.delete,
    mruEnabled: hasLayouts(object),
    name: object.name,
    queryable: object.queryable,
    replicateable: !object.setup || replicated.includes(object.name),
    retrieveable: true,
    searchable: hasLayouts(object) || object.name === 'UserRole',
    triggerable: hasLayouts(object),
    undeletable: !object.setup && object.deletable && may.delete,
    updateable: object.updateable && may.edit,
    urls: urls(session, object),
  };
}

function urls(session: Session, object: SObject): Record<string, string> {
  const base = `/services/data/v${session.apiVersion.toFixed(1)}/sobjects/${object.name}`;
  const common = { rowTemplate: `${base}/{ID}`, describe: `${base}/describe`, sobject: base };
  const layouts = { compactLayouts: `${base}/describe/compactLayouts`, layouts: `${base}/describe/layouts` };
  const password = { passwordUtilities: `${base}/{ID}/password` };
  return { ...(hasLayouts(object) ? layouts : {}), ...common, ...(object.name === 'User' ? password : {}) };
}

/** Business objects and User have layouts, triggers and search; set-up objects do not (recorded, v52). */
function hasLayouts(object: SObject): boolean {
  return !object.setup || object.name === 'User';
}

function seesChild(session: Session, access: Access, child: ChildRelationship): boolean {
  const object = session.org.schema.object(child.childSObject);
  const field = object && session.org.schema.field(object, child.field);
  if (object === undefined || field === undefined) return false;
  return access.seesObject(session, object) && access.field(session, object, field).read;
}

function describeChild(child: ChildRelationship): Record<string, unknown> {
  return {
    cascadeDelete: child.cascadeDelete,
    childSObject: child.childSObject,
    deprecatedAndHidden: false,
    field: child.field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.relationshipName,
    restrictedDelete: false,
  };
}

/** The record types of the object and the master one, which is the default where there is no other. */
function recordTypeInfos(session: Session, object: SObject): Record<string, unknown>[] {
  if (object.setup) return [];
  const url = `/services/data/v${session.apiVersion.toFixed(1)}/sobjects/${object.name}/describe/layouts/`;
  const rows = session.org.store.find('RecordType', { SobjectType: object.name });
  const own = rows.map((row) => ({
    active: row['IsActive'] === 1,
    id: row['Id'],
    name: row['Name'],
    developerName: row['DeveloperName'],
  }));
  const master = { active: true, id: masterRecordType, name: 'Master', developerName: 'Master' };
  return [...own, master].map((type) => ({
    active: type.active,
    available: type.active,
    defaultRecordTypeMapping: type.id === masterRecordType,
    developerName: type.developerName,
    master: type.id === masterRecordType,
    name: type.name,
    recordTypeId: type.id,
    urls: { layout: `${url}${String(type.id)}` },
  }));
}
