import { NotSimulated, OrgError } from '../org.ts';
import { declaration, metadataNamespace, printXml } from './printXml.ts';
import { isFileType, type FileType } from './sections.ts';
import { childrenNamed, childText, childTexts, type Element } from './xml.ts';

/** A manifest: members by type ("*" stands for all), and the API version in whose shape the files are. */
export type Manifest = {
  readonly members: ReadonlyMap<FileType, readonly string[]>;
  /** Connected apps, of which nobody may make new ones. */
  readonly connectedApps: readonly string[];
  readonly version: string | undefined;
};

/** Reads package.xml or the `unpackaged` part of a retrieve. Throws NotSimulated for other metadata types. */
export function parseManifest(element: Element): Manifest {
  const connectedApps: string[] = [];
  const members = new Map<FileType, readonly string[]>();
  for (const types of childrenNamed(element, 'types')) {
    const name = (childText(types, 'name') ?? '').trim();
    if (name === 'ConnectedApp') {
      connectedApps.push(...childTexts(types, 'members'));
      continue;
    }
    if (!isFileType(name)) throw new NotSimulated(`the metadata type ${name} in package.xml`);
    members.set(name, [...(members.get(name) ?? []), ...childTexts(types, 'members').map((member) => member.trim())]);
  }
  return { members, connectedApps, version: childText(element, 'version')?.trim() };
}

/** Prints the package.xml of a retrieve. */
export function printManifest(members: ReadonlyMap<string, readonly string[]>, version: string): string {
  const types = [...members].map(([name, names]) => ({ members: [...names], name }));
  return `${declaration}\n${printXml('Package', { '@xmlns': metadataNamespace, types, version }, '    ')}`;
}

/** Throws unless the root element is a Package. */
export function requirePackage(element: Element): Element {
  if (element.name === 'Package') return element;
  throw new OrgError('soapenv:Client', `Element ${element.name} invalid at this location in type Package`);
}
