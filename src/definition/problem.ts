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
  /** Whether it is the command line that is wrong, which is seen without an org; a command that it stops ends with exit code 2. */
  readonly isFlag?: true;
};

export function error(
  id: string,
  subject: string,
  tokens: readonly string[] = [],
  fixTokens: readonly string[] = [],
): Problem {
  return { id, severity: 'error', subject, tokens, fixTokens };
}

/** Problems of what was typed, and not of a file or of the org. */
export function ofFlags(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, isFlag: true }));
}

/** What a command ends with that these stop before its first write. */
export function exitCodeFor(problems: readonly Problem[]): 1 | 2 {
  return problems.some(({ severity, isFlag }) => severity === 'error' && isFlag === true) ? 2 : 1;
}

export function warning(
  id: string,
  subject: string,
  tokens: readonly string[] = [],
  fixTokens: readonly string[] = [],
): Problem {
  return { id, severity: 'warning', subject, tokens, fixTokens };
}
