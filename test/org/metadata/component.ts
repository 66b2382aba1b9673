import { NotSimulated, OrgError } from '../org.ts';
import { isAppType } from './appSections.ts';
import { sectionsOf, type ListSection, type MetadataType, type Section } from './sections.ts';
import type { Element } from './xml.ts';

export type Scalar = string | boolean;

/** One entry of a list element, for example one fieldPermissions. */
export type Entry = Readonly<Record<string, Scalar | readonly Entry[]>>;

/** A member of an entry as text; one that holds entries has none. */
export function textOf(value: Entry[string] | undefined): string {
  return typeof value === 'object' ? '' : String(value);
}

/** A component as metadata: what was given, element by element. */
export type Component = {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly values: Readonly<Record<string, Scalar>>;
  readonly lists: Readonly<Record<string, readonly Entry[]>>;
};

/**
 * Reads the elements of a component as strictly as Salesforce: no unknown element, no missing one, equal ones together.
 * Throws OrgError "soapenv:Client" (wording of the XML parser) or REQUIRED_FIELD_MISSING, NotSimulated for a section that
 * the simulated org does not keep.
 */
export function parseComponent(type: MetadataType, fullName: string, element: Element, apiVersion: number): Component {
  const children = inOrder(type, element);
  refuseScattered(type, children);
  const values: Record<string, Scalar> = {};
  const lists: Record<string, Entry[]> = {};
  for (const child of children) {
    if (child.name === 'fullName' || child.attributes['nil'] === 'true') continue;
    const section = sectionsOf[type][child.name];
    if (section === undefined) throw misplaced(child.name, type);
    if (section.kind === 'gap') throw new NotSimulated(`${child.name} of ${type}`);
    if (section.kind === 'list') (lists[child.name] ??= []).push(parseEntry(type, section, child, apiVersion));
    else values[child.name] = parseScalar(section.kind, child);
  }
  for (const [name, section] of Object.entries(sectionsOf[type])) {
    if ('required' in section && !values[name]) throw missing(name);
  }
  for (const [name, entries] of Object.entries(lists)) refuseRepeated(type, name, entries);
  return { type, fullName, values, lists };
}

function parseEntry(type: MetadataType, section: ListSection, element: Element, apiVersion: number): Entry {
  const entry: Record<string, Scalar | Entry[]> = {};
  for (const child of element.children) {
    const kind = section.members[child.name];
    if (kind === undefined || apiVersion < (section.since?.[child.name] ?? 0)) {
      throw misplaced(child.name, `${type} ${element.name}`);
    }
    if (typeof kind === 'object') {
      const before = entry[child.name];
      const more = parseEntry(type, kind, child, apiVersion);
      entry[child.name] = Array.isArray(before) ? [...before, more] : [more];
      continue;
    }
    if (Object.hasOwn(entry, child.name)) throw repeated(child.name, `${type} ${element.name}`);
    entry[child.name] = parseScalar(kind, child);
  }
  for (const name of Object.keys(section.members)) {
    if (!Object.hasOwn(entry, name) && section.optional?.includes(name) !== true) throw missing(name);
  }
  return entry;
}

function parseScalar(kind: 'string' | 'boolean' | 'int', element: Element): Scalar {
  const nested = element.children[0];
  if (nested !== undefined) throw misplaced(nested.name, element.name);
  if (kind === 'string') return element.text;
  const text = element.text.trim();
  if (kind === 'int' && /^[+-]?\d+$/.test(text)) return String(Number(text));
  if (kind === 'boolean' && (text === 'true' || text === '1')) return true;
  if (kind === 'boolean' && (text === 'false' || text === '0')) return false;
  throw new OrgError('soapenv:Client', `'${text}' is not a valid value for the type xsd:${kind}`, { httpStatus: 500 });
}

/** The types of External Client Apps lose what does not stand in the order of the WSDL. source: facts 6.1 [community, 1, live] */
function inOrder(type: MetadataType, { children }: Element): readonly Element[] {
  if (!isAppType(type)) return children;
  const order = ['fullName', ...Object.keys(sectionsOf[type])];
  let reached = 0;
  return children.filter(({ name }) => {
    const at = order.indexOf(name);
    if (at >= 0 && at < reached) return false;
    reached = Math.max(reached, at);
    return true;
  });
}

/** Elements of one name must stand together. */
function refuseScattered(type: MetadataType, children: readonly Element[]): void {
  const seen = new Set<string>();
  let last = '';
  for (const { name } of children) {
    const section = sectionsOf[type][name];
    const again = name === last ? isScalar(section) : seen.has(name);
    if (again) throw repeated(name, type);
    seen.add(name);
    last = name;
  }
}

function isScalar(section: Section | undefined): boolean {
  return section !== undefined && section.kind !== 'list' && section.kind !== 'gap';
}

function refuseRepeated(type: MetadataType, name: string, entries: readonly Entry[]): void {
  const section = sectionsOf[type][name];
  if (section?.kind !== 'list') return;
  const keys = entries.map((entry) => textOf(entry[section.key]).toLowerCase());
  const seen = new Set<string>();
  const twice = keys.find((key) => seen.size === seen.add(key).size);
  if (twice !== undefined) throw new NotSimulated(`two ${name} of ${type} for ${twice}`);
}

function misplaced(name: string, type: string): OrgError {
  const text = `Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}`;
  return new OrgError('soapenv:Client', text, { httpStatus: 500 });
}

function repeated(name: string, type: string): OrgError {
  const text = `Element {http://soap.sforce.com/2006/04/metadata}${name} is duplicated at this location in type ${type}`;
  return new OrgError('soapenv:Client', text, { httpStatus: 500 });
}

function missing(name: string): OrgError {
  return new OrgError('REQUIRED_FIELD_MISSING', `Required field is missing: ${name}`, { fields: [name] });
}
