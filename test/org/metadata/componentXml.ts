import { textOf, type Component, type Entry } from './component.ts';
import { declaration, metadataNamespace, printXml, type Content } from './printXml.ts';
import { sectionsOf } from './sections.ts';

/**
 * The elements of a component in the order of retrieves: alphabetical, inside entries too; entries by their key.
 * source: facts 2.4, 3.6 [recorded response]
 */
export function componentContent(component: Component, apiVersion: number): Record<string, Content> {
  const names = [...Object.keys(component.values), ...Object.keys(component.lists)].sort(compare);
  return Object.fromEntries(
    names.map((name): [string, Content] => {
      const value = component.values[name];
      return [name, value ?? listContent(component, name, apiVersion)];
    }),
  );
}

/** A component as the file that a retrieve delivers. */
export function componentFile(component: Component, apiVersion: number): string {
  const content = { '@xmlns': metadataNamespace, ...componentContent(component, apiVersion) };
  return `${declaration}\n${printXml(component.type, content, '    ')}`;
}

function listContent(component: Component, name: string, apiVersion: number): Content {
  const section = sectionsOf[component.type][name];
  if (section?.kind !== 'list') return undefined;
  const entries = [...(component.lists[name] ?? [])];
  entries.sort((a, b) => compare(textOf(a[section.key]), textOf(b[section.key])));
  return entries.map((entry) => entryContent(entry, section.since ?? {}, apiVersion));
}

function entryContent(entry: Entry, since: Readonly<Record<string, number>>, apiVersion: number): Content {
  const members = Object.entries(entry).filter(([member]) => apiVersion >= (since[member] ?? 0));
  return Object.fromEntries(members.sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
