import type { ProfileSettings } from '../checks/proof.ts';
import { chunks } from '../org/wire/chunks.ts';
import { namesProfile, profileFullName } from '../org/metadata/profileNames.ts';
import { partsOf, readMetadata, type Part } from '../org/metadata/readMetadata.ts';
import { COMPONENTS } from '../org/metadata/soap.ts';
import type { Org } from '../org/wire/transport.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { reason } from './words.ts';

/** Calls that a run spends on profiles. */
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
  const groups = chunks([...new Set(names)], { count: COMPONENTS });
  const [read, left] = [groups.slice(0, CALLS), groups.slice(CALLS).flat()];
  const settings = await Promise.all(read.map((group) => readGroup(org, group)));
  return new Map([
    ...settings.flatMap((some) => [...some]),
    ...left.map((name) => [name, unread(reason('tooManyProfiles'))] as const),
  ]);
}

async function readGroup(org: Org, names: readonly string[]): Promise<ReadonlyMap<string, ProfileSettings>> {
  return unlessRefused(
    async () => settingsOf(await readMetadata(org, 'Profile', names.map(profileFullName)), names),
    (why) => new Map(names.map((name) => [name, unread(why)])),
  );
}

/** What components of metadata tell of each of the profiles. */
export function settingsOf(profiles: readonly Part[], names: readonly string[]): ReadonlyMap<string, ProfileSettings> {
  return new Map(
    names.map((name) => {
      const profile = profiles.find(({ fullName }) => namesProfile(String(fullName), name));
      return [name, profile ? { ipRanges: rangesOf(profile), reason: undefined } : unread(reason('noProfile'))];
    }),
  );
}

function unread(why: string): ProfileSettings {
  return { ipRanges: [], reason: why };
}

function rangesOf({ loginIpRanges }: Part): string[] {
  return partsOf(loginIpRanges).map(
    ({ startAddress, endAddress }) => `${String(startAddress)} - ${String(endAddress)}`,
  );
}
