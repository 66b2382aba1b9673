/**
 * Something wrong, or worth knowing, without its words: `id` is a key of messages/problems.md, where `<id>` is what happened and why and
 * `<id>.fix` the way out. Errors stop a run before its first write; warnings are reported beside the result.
 */
export type Problem = {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** What it is about: an object, a field, a username ... */
  readonly subject: string;
  readonly tokens: readonly string[];
  readonly fixTokens: readonly string[];
};

export function error(
  id: string,
  subject: string,
  tokens: readonly string[] = [],
  fixTokens: readonly string[] = [],
): Problem {
  return { id, severity: 'error', subject, tokens, fixTokens };
}

export function warning(
  id: string,
  subject: string,
  tokens: readonly string[] = [],
  fixTokens: readonly string[] = [],
): Problem {
  return { id, severity: 'warning', subject, tokens, fixTokens };
}
