import { listComponents, readComponents, type Listed } from '../org/metadata/components.ts';
import { COMPONENTS } from '../org/metadata/soap.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Node } from '../org/metadata/xml.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { reason } from './words.ts';

/** Components that the org has, or why that is not known. */
export type Listing = readonly Listed[] | string;

/** Lists components of up to three types in one request, if one is left. */
export async function listWithin(org: Org, types: readonly string[], left: () => number): Promise<Listing> {
  if (left() < 1) return reason('noRequestsLeft');
  return unlessRefused<Listing>(
    () => listComponents(org, types),
    (why) => why,
  );
}

/** The full names of the components of a type. */
export function namesOf(listed: readonly Listed[], type: string): string[] {
  return listed.filter((one) => one.type === type).map(({ fullName }) => fullName);
}

/** Components whole, and why others were not read. */
export type ReadWithin = { readonly components: readonly (readonly Node[])[]; readonly reason: string | undefined };

/** Reads as many of these components as the requests that are left suffice for, the first of them. */
export async function readWithin(
  org: Org,
  type: string,
  names: readonly string[],
  left: () => number,
): Promise<ReadWithin> {
  const some = names.slice(0, Math.max(0, left()) * COMPONENTS);
  const notAll = some.length < names.length ? reason('notAll', [String(some.length), String(names.length)]) : undefined;
  return unlessRefused<ReadWithin>(
    async () => ({ components: [...(await readComponents(org, type, some)).values()], reason: notAll }),
    (why) => ({ components: [], reason: why }),
  );
}
