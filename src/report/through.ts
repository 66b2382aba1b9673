import { Messages } from '@salesforce/core/messages';
import type { Path } from '../access/access.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.display');

/** One way by which a right comes to a user. */
export type Through = {
  /** What gives it. */
  kind: 'profile' | 'permissionSet' | 'permissionSetGroup';
  /** Of the profile, or API name of the set or group. */
  name: string;
  /** The permission set inside the group. */
  via: string | null;
  /** The wider right that includes this one, such as ModifyAllData. */
  by: string | null;
};

export function through(paths: readonly Path[]): Through[] {
  return paths.map(({ kind, name, via = null, by = null }) => ({ kind, name, via, by }));
}

/** `profile "A", permission set "B" in group "C" by ModifyAllData` */
export function throughText(ways: readonly Through[]): string {
  return [...new Set(ways.map(wayText))].join(', ');
}

function wayText({ kind, name, via, by }: Through): string {
  const way = words.getMessage(`path.${kind}`, via === null ? [name] : [via, name]);
  return by === null ? way : words.getMessage('path.by', [way, by]);
}
