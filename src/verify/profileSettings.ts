import Builder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import type { ProfileSettings } from '../checks/proof.ts';
import { encode } from '../org/profileNames.ts';
import { fromThrown, OrgRefusal, OrgSilence } from '../org/refusal.ts';
import { carry, type Org } from '../org/transport.ts';
import { reason } from './words.ts';

type Part = Readonly<Record<string, unknown>>;

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => name === 'records' || name === 'loginIpRanges',
});
const builder = new Builder({});

/** Profiles in one call of readMetadata, and the calls that a run spends on them. */
const COMPONENTS = 10;
const CALLS = 2;

/**
 * What only the Metadata API tells of profiles. Where the org refuses or does not know, its words are the reason; nothing is thrown, as
 * nothing else depends on it.
 * @param names of profiles, as SOQL gives them
 */
export async function readProfileSettings(
  org: Org,
  names: readonly string[],
): Promise<ReadonlyMap<string, ProfileSettings>> {
  const all = [...new Set(names)];
  const groups = Array.from({ length: Math.ceil(all.length / COMPONENTS) }, (_, index) =>
    all.slice(index * COMPONENTS, (index + 1) * COMPONENTS),
  );
  const [read, left] = [groups.slice(0, CALLS), groups.slice(CALLS).flat()];
  const settings = await Promise.all(read.map((group) => readGroup(org, group)));
  return new Map([
    ...settings.flatMap((some) => [...some]),
    ...left.map((name) => [name, unread(reason('tooManyProfiles'))] as const),
  ]);
}

async function readGroup(org: Org, names: readonly string[]): Promise<ReadonlyMap<string, ProfileSettings>> {
  try {
    return settingsOf(await post(org, names), names);
  } catch (error) {
    if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
    const why = error.message.split('\n').at(-1) ?? '';
    return new Map(names.map((name) => [name, unread(why)]));
  }
}

/**
 * What an answer of readMetadata tells of each of the profiles.
 * @throws OrgSilence when it is not XML
 */
export function settingsOf(xml: string, names: readonly string[]): ReadonlyMap<string, ProfileSettings> {
  const result = ['Envelope', 'Body', 'readMetadataResponse', 'result'].reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Part)[key] : undefined),
    parsed(xml),
  );
  const records = typeof result === 'object' && result !== null ? (result as Part)['records'] : undefined;
  const profiles = Array.isArray(records) ? (records as readonly Part[]).filter((one) => typeof one === 'object') : [];
  const found = new Map(profiles.map((profile) => [decode(String(profile['fullName'])), profile]));
  return new Map(
    names.map((name) => {
      const profile = found.get(name);
      return [name, profile ? { ipRanges: rangesOf(profile), reason: undefined } : unread(reason('noProfile'))];
    }),
  );
}

function unread(why: string): ProfileSettings {
  return { ipRanges: [], reason: why };
}

function rangesOf({ loginIpRanges }: Part): string[] {
  const ranges = Array.isArray(loginIpRanges) ? (loginIpRanges as readonly Part[]) : [];
  return ranges.map(({ startAddress, endAddress }) => `${String(startAddress)} - ${String(endAddress)}`);
}

async function post({ connection }: Org, names: readonly string[]): Promise<string> {
  const session = builder.build({ sessionId: connection.accessToken ?? '' });
  const fullNames = names.map((name) => builder.build({ fullNames: encode(name) })).join('');
  return carry<string>(
    { connection },
    {
      method: 'POST',
      url: `${connection.instanceUrl.replace(/\/$/, '')}/services/Soap/m/${connection.getApiVersion()}`,
      headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
      body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="${NAMESPACE}">${session}</SessionHeader></soapenv:Header><soapenv:Body><readMetadata xmlns="${NAMESPACE}"><type>Profile</type>${fullNames}</readMetadata></soapenv:Body></soapenv:Envelope>`,
    },
    { responseType: 'text/plain' },
  ).catch((thrown: unknown) => {
    throw faultOf(thrown) ?? fromThrown(thrown);
  });
}

function parsed(xml: string): unknown {
  try {
    return parser.parse(xml) as unknown;
  } catch (error) {
    throw new OrgSilence('The Metadata API gave an answer that is not XML.', error);
  }
}

function faultOf(thrown: unknown): OrgRefusal | undefined {
  const message = thrown instanceof Error ? thrown.message : '';
  const text = /<faultstring>([^<]*)<\/faultstring>/.exec(message)?.[1];
  return text === undefined ? undefined : new OrgRefusal([{ errorCode: 'FAULT', message: text, fields: [] }], 500);
}

function decode(name: string): string {
  return name.replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
