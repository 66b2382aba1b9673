import { NotSimulated, OrgError } from '../org.ts';

/** Up to 53, permission sets come with the fields that are switched off, too (facts 3.6): not built. */
const oldest = 54;
const newest = 67;

/** A version as a number. Throws UNSUPPORTED_API_VERSION above the newest, NotSimulated below 54. */
export function supportedVersion(text: string): number {
  const version = Number(text);
  if (!Number.isInteger(version) || version > newest || version < 1) {
    throw new OrgError('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
  }
  if (version < oldest) throw new NotSimulated(`the Metadata API ${text}`);
  return version;
}
