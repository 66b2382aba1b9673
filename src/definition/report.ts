import { Ajv } from 'ajv';
import { error, type Problem } from './problem.ts';
import { readText } from '../files/text.ts';

/** Usernames in lower case, each once, and everything that is wrong with what they were taken from. */
export type Named = { readonly usernames: readonly string[]; readonly problems: readonly Problem[] };

/** The lists of a report of `audit`: whom to move and whom to retire. */
export type ReportList = 'users' | 'integrationUsers';

/** A user of a report, and why it is not one of those that are meant; undefined: it is. */
type Listed = { readonly username: string; readonly otherwise: string | undefined };
type Entry = {
  readonly username: string;
  readonly verdict?: string;
  readonly certainty?: string;
  readonly findings?: readonly (string | { readonly id?: string })[];
};

/** Findings that say that nothing uses an integration user. */
const UNUSED: readonly string[] = ['unused', 'never-used'];
const SURE: readonly string[] = ['certain', 'likely'];

/** What is read of an entry; whatever else it holds is the report's own. */
const ENTRY = {
  type: 'object',
  required: ['username'],
  properties: {
    username: { type: 'string', minLength: 1 },
    verdict: { type: 'string' },
    certainty: { type: 'string' },
    findings: {
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { type: 'object', properties: { id: { type: 'string' } } }] },
    },
  },
} as const;

/**
 * The users that somebody names, or those of a report of `audit`: of the users those who are, for certain or likely, machines, of the
 * integration users those that nothing uses.
 * @param asked of a report only these; undefined: all of it
 * @param report path of a report as JSON, alone or as `--json` prints it; undefined: there is none
 */
export async function namedUsers(
  asked: readonly string[] | undefined,
  report: string | undefined,
  list: ReportList,
): Promise<Named> {
  const names = asked && lowerNames(asked);
  if (report === undefined) return { usernames: names ?? [], problems: [] };
  const read = await readReport(report, list);
  if ('id' in read) return { usernames: [], problems: [read] };
  const meant = lowerNames(read.filter(({ otherwise }) => otherwise === undefined).map(({ username }) => username));
  const others = new Map(read.map(({ username, otherwise }) => [username.toLowerCase(), otherwise]));
  const wrong = (names ?? []).filter((one) => !meant.includes(one));
  return {
    usernames: names ?? meant,
    problems: [
      ...strangers(
        wrong.filter((one) => !others.has(one)),
        meant,
        report,
      ),
      ...wrong.filter((one) => others.has(one)).map((one) => other(list, one, [report, one, others.get(one) ?? ''])),
      ...(names === undefined && meant.length === 0 ? [nobody(list, report)] : []),
    ],
  };
}

function nobody(list: ReportList, report: string): Problem {
  return list === 'users'
    ? error('reportNobody.users', report, [report])
    : error('reportNobody.integrationUsers', report, [report]);
}

function other(list: ReportList, username: string, tokens: readonly string[]): Problem {
  return list === 'users'
    ? error('reportOther.users', username, tokens)
    : error('reportOther.integrationUsers', username, tokens);
}

/** Names that a file does not have. */
export function strangers(asked: readonly string[], all: readonly string[], file: string): Problem[] {
  return asked.filter((one) => !all.includes(one)).map((one) => error('moveNotInFile', one, [one, file]));
}

/** In lower case, each once. */
export function lowerNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

async function readReport(path: string, list: ReportList): Promise<readonly Listed[] | Problem> {
  const invalid = (why: string) => error('reportInvalid', path, [path, list, why]);
  const read = await readText(path).catch((thrown: unknown) => thrown);
  if (typeof read !== 'string')
    return error('fileUnreadable', path, [path, read instanceof Error ? read.message : String(read)]);
  try {
    const value = JSON.parse(read) as unknown;
    const inside = typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    const valid = ajv.compile<Record<ReportList, readonly Entry[]>>({
      type: 'object',
      required: [list],
      properties: { [list]: { type: 'array', items: ENTRY } },
    });
    if (!valid(inside)) return invalid(ajv.errorsText(valid.errors?.slice(0, 3), { dataVar: 'report' }));
    return inside[list].map((entry) => ({ username: entry.username, otherwise: OTHERWISE[list](entry) }));
  } catch (thrown) {
    return invalid(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** What a report says of a user who is not one of those that are meant. */
const OTHERWISE: Readonly<Record<ReportList, (entry: Entry) => string | undefined>> = {
  users: ({ verdict = 'unclear', certainty = 'possible' }) =>
    verdict === 'machine' && SURE.includes(certainty) ? undefined : `${verdict}, ${certainty}`,
  integrationUsers: ({ findings = [] }) => {
    const ids = findings.flatMap((one) => (typeof one === 'string' ? one : (one.id ?? [])));
    return ids.some((id) => UNUSED.includes(id)) ? undefined : ids.join(', ') || '-';
  },
};
