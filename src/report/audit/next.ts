import type { FoundUser } from '../../audit/audited.ts';

/** The command that goes on from a user. */
export function nextOf({ verdict, certainty, seen: { user }, applications }: FoundUser): string {
  if (verdict === 'machine' && certainty !== 'possible')
    return `sf integration-user migrate --username ${user.username} --dry-run`;
  if (verdict === 'shared')
    return `sf integration-user create --name ${quoted(applications[0] ?? user.name)} --dry-run`;
  return `sf integration-user display --username ${user.username}`;
}

/** Names come from the org: in a shell they must be one word that does nothing. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replace(/'/g, `'\\''`)}'`;
}
