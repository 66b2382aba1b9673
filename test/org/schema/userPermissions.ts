import { readFileSync } from 'node:fs';

export type UserPermission = {
  /** Name without prefix, e.g. ApiEnabled: Permissions<name> on PermissionSet and Profile. */
  readonly name: string;
  readonly label: string;
  /** Where the column exists: R Profile, S PermissionSet (and muting sets), L PermissionSetLicense (Maximum...). */
  readonly holders: string;
};

/** Every user permission that the org knows (facts 2.6, API 60 to 62 [recorded response]). */
export const userPermissions: readonly UserPermission[] = readFileSync(
  new URL('userPermissions.txt', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [, name = '', holders = '', label = ''] = /^(\w+) (\w+) (.*)$/.exec(line) ?? [];
    return { name, holders, label: label.replaceAll('"', "'") };
  });
