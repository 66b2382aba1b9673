import { Ajv } from 'ajv';
import { error, type Problem } from './problem.ts';
import { readText } from '../files/text.ts';

/** Of a report, or of what sf prints around one with --json, this is needed. */
type Report = { readonly users: readonly { readonly username: string }[] };
const REPORT = {
  type: 'object',
  required: ['users'],
  properties: {
    users: {
      type: 'array',
      items: { type: 'object', required: ['username'], properties: { username: { type: 'string', minLength: 1 } } },
    },
  },
} as const;

/** Usernames in lower case, each once, and everything that is wrong with what they were taken from. */
export type Named = { readonly usernames: readonly string[]; readonly problems: readonly Problem[] };

/**
 * The users that somebody names, or those of a report of `audit`.
 * @param asked of a report only these; undefined: all of it
 * @param report path of a report as JSON; undefined: there is none
 */
export async function namedUsers(asked: readonly string[] | undefined, report: string | undefined): Promise<Named> {
  const names = asked && lowerNames(asked);
  if (report === undefined) return { usernames: names ?? [], problems: [] };
  const read = await readReport(report);
  if (read.problems.length > 0) return { usernames: [], problems: read.problems };
  const all = lowerNames(read.users.map(({ username }) => username));
  const nobody = all.length === 0 ? [error('reportNobody', report, [report])] : [];
  return { usernames: names ?? all, problems: [...strangers(names ?? [], all, report), ...nobody] };
}

/** Names that a file does not have. */
export function strangers(asked: readonly string[], all: readonly string[], file: string): Problem[] {
  return asked.filter((one) => !all.includes(one)).map((one) => error('moveNotInFile', one, [one, file]));
}

/** In lower case, each once. */
export function lowerNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

async function readReport(path: string): Promise<Report & { readonly problems: readonly Problem[] }> {
  const bad = (problem: Problem) => ({ users: [], problems: [problem] });
  const invalid = (why: string) => bad(error('reportInvalid', path, [path, why]));
  const read = await readText(path).catch((thrown: unknown) => thrown);
  if (typeof read !== 'string')
    return bad(error('fileUnreadable', path, [path, read instanceof Error ? read.message : String(read)]));
  try {
    const value = JSON.parse(read) as unknown;
    const inside = typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
    const ajv = new Ajv({ allErrors: true });
    const valid = ajv.compile<Report>(REPORT);
    return valid(inside)
      ? { users: inside.users, problems: [] }
      : invalid(ajv.errorsText(valid.errors?.slice(0, 3), { dataVar: 'report' }));
  } catch (thrown) {
    return invalid(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
