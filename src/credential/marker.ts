/**
 * How the plugin knows an app that it made: the description of the app ends with the id of the user whose it is. Names can be given twice, a
 * list of what was made would be a second truth beside the org, and the id of a user stays the same in a sandbox and when it is renamed.
 */
const MARKER = /\[sf integration-user (005[A-Za-z0-9]{12})(?:[A-Za-z0-9]{3})?\]\s*$/;

/** @param userId 15 or 18 characters */
export function marked(description: string, userId: string): string {
  return `${description} [sf integration-user ${userId}]`;
}

/** The user, by 15 characters, for whom the plugin made the app of this description; undefined: somebody else made it. */
export function ownerOf(description: string): string | undefined {
  return MARKER.exec(description)?.[1];
}
