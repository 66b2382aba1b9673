import { NotSimulated, OrgError, type Access, type Session } from '../org.ts';
import { deleteRecord } from '../records/write.ts';
import { parseComponent, type Component } from './component.ts';
import { componentContent } from './componentXml.ts';
import { removeKept } from './kept.ts';
import type { Content } from './printXml.ts';
import { notFoundIn } from './problem.ts';
import { isMetadataType, type MetadataType } from './sections.ts';
import { addMissingPolicies, findRow, wholeComponent, writeComponent } from './write.ts';
import { childrenNamed, childText, childTexts, type Element } from './xml.ts';

export type CrudCall = 'createMetadata' | 'updateMetadata' | 'upsertMetadata';

const mostComponents = 10;

/** readMetadata: a records element for each full name, empty for one that does not exist. source: facts 2.4, 3.6, 7.7 */
export function readMetadata(session: Session, call: Element): Content {
  const type = knownType(childText(call, 'type') ?? '');
  const names = childTexts(call, 'fullNames');
  refuseTooMany(names.length);
  return { records: names.map((name) => readOne(session, type, name)) };
}

function readOne(session: Session, type: MetadataType, name: string): Content {
  const row = findRow(session, type, name);
  if (row === undefined) return { '@xsi:nil': 'true' };
  const component = wholeComponent(session, type, row);
  return { '@xsi:type': type, fullName: component.fullName, ...componentContent(component, session.apiVersion) };
}

/** createMetadata, updateMetadata, upsertMetadata: a result for each component. */
export function writeMetadata(
  session: Session,
  access: Access,
  name: CrudCall,
  call: Element,
  allOrNone: boolean,
): Content {
  const components = childrenNamed(call, 'metadata').map((element) => {
    const type = knownType((element.attributes['type'] ?? '').replace(/^\w+:/, ''));
    return parseComponent(type, childText(element, 'fullName') ?? '', element, session.apiVersion);
  });
  refuseTooMany(components.length);
  if (new Set(components.map((component) => component.type)).size > 1) {
    throw new NotSimulated(`${name} of several metadata types in one call`);
  }
  const write = (component: Component): { created: boolean } => {
    refuseMode(session, name, component);
    const written = writeComponent(session, access, component);
    addMissingPolicies(session);
    return written;
  };
  return results(session, components, allOrNone, write, name === 'upsertMetadata');
}

/** deleteMetadata. */
export function deleteMetadata(session: Session, access: Access, call: Element, allOrNone: boolean): Content {
  const type = knownType(childText(call, 'type') ?? '');
  if (!(type === 'PermissionSet' || type === 'Profile' || type === 'ExternalClientApplication'))
    throw new NotSimulated(`deleteMetadata of ${type}`);
  const names = childTexts(call, 'fullNames').map((fullName) => ({ fullName }));
  refuseTooMany(names.length);
  const remove = ({ fullName }: { fullName: string }): { created: boolean } => {
    const row = findRow(session, type, fullName);
    if (row === undefined) throw notFoundIn('fullName', type, fullName);
    if (type === 'ExternalClientApplication') removeKept(session.org, type, String(row['FullName']));
    else deleteRecord(session, access, type, String(row['Id']));
    return { created: false };
  };
  return results(session, names, allOrNone, remove, false);
}

/** source: facts 10: creating a Profile by createMetadata is unknown, hence not built */
function refuseMode(session: Session, name: CrudCall, { type, fullName }: Component): void {
  const exists = findRow(session, type, fullName) !== undefined;
  if (type === 'Profile' && !exists && name !== 'updateMetadata') throw new NotSimulated(`${name} of a new Profile`);
  if (name === 'updateMetadata' && !exists) throw notFoundIn('fullName', type, fullName);
  if (name !== 'createMetadata' || !exists) return;
  const { duplicatePermissionSetNameCode: code } = session.org.switches;
  throw new OrgError(type === 'Profile' ? 'DUPLICATE_VALUE' : code, `The name ${fullName} is already in use`);
}

type Outcome = { readonly created: boolean; readonly error?: OrgError };

/** The result elements of a call; with allOrNone one error undoes everything. */
function results<T extends { fullName: string }>(
  session: Session,
  items: readonly T[],
  allOrNone: boolean,
  act: (item: T) => { created: boolean },
  withCreated: boolean,
): Content {
  const outcomes = allOrNone ? together(session, items, act) : items.map((item) => outcomeOf(session, item, act));
  return items.map((item, index) => {
    const { created = false, error } = outcomes[index] ?? {};
    return {
      ...(withCreated ? { created: error === undefined && created } : {}),
      errors: error === undefined ? undefined : errorContent(error),
      fullName: item.fullName,
      success: error === undefined,
    };
  });
}

function outcomeOf<T>(session: Session, item: T, act: (item: T) => { created: boolean }): Outcome {
  try {
    return session.org.store.transaction(() => act(item));
  } catch (error) {
    if (error instanceof OrgError && !(error instanceof NotSimulated)) return { created: false, error };
    throw error;
  }
}

/** The innocent components of an allOrNone call are rolled back, too [recorded response]. */
function together<T>(
  session: Session,
  items: readonly T[],
  act: (item: T) => { created: boolean },
): readonly Outcome[] {
  const undo = new Error('undo');
  let outcomes: readonly Outcome[] = [];
  try {
    session.org.store.transaction(() => {
      outcomes = items.map((item) => outcomeOf(session, item, act));
      if (outcomes.some(({ error }) => error !== undefined)) throw undo;
    });
    return outcomes;
  } catch (error) {
    if (error !== undo) throw error;
  }
  const text = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  const rolledBack = new OrgError('ALL_OR_NONE_OPERATION_ROLLED_BACK', text);
  return outcomes.map(({ error }) => ({ created: false, error: error ?? rolledBack }));
}

function errorContent(error: OrgError): Content {
  return { fields: [...(error.fields ?? [])], message: error.message, statusCode: error.errorCode };
}

function knownType(type: string): MetadataType {
  if (!isMetadataType(type)) throw new NotSimulated(`the metadata type ${type}`);
  return type;
}

/** source: facts 7.7: 10 components a call [official] */
function refuseTooMany(count: number): void {
  if (count > mostComponents) {
    const text = `record limit reached. cannot submit more than ${mostComponents} records in this operation`;
    throw new OrgError('EXCEEDED_ID_LIMIT', text);
  }
}
