import { OrgRefusal, OrgSilence } from '../wire/refusal.ts';
import { callInOrder } from './callInOrder.ts';
import { chunks } from '../wire/chunks.ts';
import { readComponents } from './components.ts';
import { profileFullName } from './profileNames.ts';
import { partsOf, readMetadata, type Part } from './readMetadata.ts';
import { COMPONENTS, METADATA_NAMESPACE as NAMESPACE } from './soap.ts';
import type { Org } from '../wire/transport.ts';
import { children, content, element, print, tag, textElement, textOf, type Node } from './xml.ts';

/**
 * The record types that permission sets show; there is no sObject for them (facts 3.4).
 * @returns `Object.DeveloperName`s by the lower-case name of the set; a set that does not exist is not in it
 * @throws OrgRefusal, OrgSilence
 */
export async function readRecordTypes(
  org: Org,
  permissionSets: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sets = await readMany(org, 'PermissionSet', permissionSets);
  return new Map(sets.map((set) => [String(set['fullName']).toLowerCase(), new Set(shown(set))]));
}

/** Record types of a profile, `Object.DeveloperName`s. */
export type ProfileRecordTypes = {
  readonly shown: ReadonlySet<string>;
  /** Those that a record gets when nobody says which; only a profile has them. */
  readonly defaults: ReadonlySet<string>;
};

/**
 * The record types that profiles show.
 * @param names as SOQL gives them
 * @returns by name; a profile that the Metadata API does not know by that name is not in it
 * @throws OrgRefusal, OrgSilence
 */
export async function readProfileRecordTypes(
  org: Org,
  names: readonly string[],
): Promise<ReadonlyMap<string, ProfileRecordTypes>> {
  const read = await readMany(org, 'Profile', names.map(profileFullName));
  const profiles = new Map(read.map((one) => [one['fullName'], one]));
  return new Map(
    names.flatMap((name) => {
      const profile = profiles.get(profileFullName(name));
      return profile
        ? [[name, { shown: new Set(shown(profile)), defaults: new Set(shown(profile, 'default')) }] as const]
        : [];
    }),
  );
}

/** A record type, `Object.DeveloperName`, to show or to hide. */
export type RecordTypeVisibility = { readonly recordType: string; readonly visible: boolean };

/**
 * Shows and hides record types in a permission set. The Metadata API replaces a whole set (facts 3.6), so all that it
 * holds is read and sent back, changed in this alone and in the order in which Salesforce gave it.
 * @throws OrgRefusal, OrgSilence
 */
export async function setRecordTypes(
  org: Org,
  permissionSet: string,
  wanted: readonly RecordTypeVisibility[],
): Promise<void> {
  const [found] = await readComponents(org, 'PermissionSet', [permissionSet]);
  if (found === undefined) throw new OrgSilence(`The permission set ${permissionSet} could not be read whole.`);
  const added = wanted
    .filter(({ visible }) => visible)
    .map(({ recordType }) =>
      element('recordTypeVisibilities', [textElement('recordType', recordType), textElement('visible', 'true')]),
    );
  const [fullName, held] = found;
  const kept = held.filter((node) => !isOneOf(node, wanted));
  const at = kept.findIndex((node) => tag(node) > 'recordTypeVisibilities');
  const inOrder = at < 0 ? [...kept, ...added] : [...kept.slice(0, at), ...added, ...kept.slice(at)];
  const all = [textElement('fullName', fullName), ...inOrder];
  const body = `<updateMetadata xmlns="${NAMESPACE}"><metadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PermissionSet">${print(all)}</metadata></updateMetadata>`;
  const result = children(await callInOrder(org, body), 'result');
  if (result.length === 0) throw new OrgSilence('The Metadata API gave an answer without a result.');
  if (textOf(result, 'success') !== 'true') {
    throw new OrgRefusal(
      result
        .filter((node) => tag(node) === 'errors')
        .map((node) => ({
          errorCode: textOf(content(node), 'statusCode'),
          message: textOf(content(node), 'message'),
          fields: [],
        })),
    );
  }
}

async function readMany(org: Org, type: string, names: readonly string[]): Promise<readonly Part[]> {
  const calls = chunks(names, { count: COMPONENTS }).map((some) => readMetadata(org, type, some));
  return (await Promise.all(calls)).flat();
}

function shown({ recordTypeVisibilities }: Part, flag: 'visible' | 'default' = 'visible'): string[] {
  return partsOf(recordTypeVisibilities)
    .filter((one) => one[flag] === 'true')
    .map(({ recordType }) => String(recordType));
}

function isOneOf(node: Node, wanted: readonly RecordTypeVisibility[]): boolean {
  if (tag(node) !== 'recordTypeVisibilities') return false;
  const name = textOf(content(node), 'recordType');
  return wanted.some(({ recordType }) => recordType === name);
}
