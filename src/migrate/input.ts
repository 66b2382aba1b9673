import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { readDefinitionFile } from '../definition/file.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';

/** Who is to move, and what they are to be where somebody has written it down. */
export type Input = {
  /** Lower case, each once. */
  readonly usernames: readonly string[];
  readonly definitions: ReadonlyMap<string, RawUser> | undefined;
  readonly problems: readonly Problem[];
};

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

/**
 * Users from flags, from a report of `audit`, or from a definition file.
 * @param usernames with a definition file, or a report: only these of it
 */
export async function readInput(
  usernames: readonly string[] | undefined,
  report: string | undefined,
  definitionFile: string | undefined,
): Promise<Input> {
  const asked = usernames && lower(usernames);
  if (definitionFile !== undefined) return fromDefinition(definitionFile, asked);
  if (report === undefined) return { usernames: asked ?? [], definitions: undefined, problems: [] };
  const read = await readReport(report);
  const all = lower(read.users.map(({ username }) => username));
  const problems = [
    ...read.problems,
    ...(read.problems.length === 0 ? strangers(asked ?? [], all, report) : []),
    ...(read.problems.length === 0 && all.length === 0 ? [error('reportNobody', report, [report])] : []),
  ];
  return { usernames: asked ?? all, definitions: undefined, problems };
}

async function fromDefinition(file: string, asked: readonly string[] | undefined): Promise<Input> {
  const { raw, problems } = await readDefinitionFile(file);
  if (raw === undefined) return { usernames: [], definitions: undefined, problems };
  const nameless = raw.users.filter(({ username }) => username === undefined);
  const users = raw.users.flatMap((user): [string, RawUser][] =>
    user.username === undefined
      ? []
      : [
          [
            user.username.toLowerCase(),
            { ...user, ...(raw.profile ? { profile: { ...raw.profile, ...user.profile } } : {}) },
          ],
        ],
  );
  const all = users.map(([username]) => username);
  return {
    usernames: asked ?? all,
    definitions: new Map(users),
    problems: [
      ...nameless.map(({ name }) => error('moveWithoutUsername', name, [name, file])),
      ...strangers(asked ?? [], all, file),
    ],
  };
}

function strangers(asked: readonly string[], all: readonly string[], file: string): Problem[] {
  return asked.filter((one) => !all.includes(one)).map((one) => error('moveNotInFile', one, [one, file]));
}

async function readReport(path: string): Promise<Report & { readonly problems: readonly Problem[] }> {
  const bad = (problem: Problem) => ({ users: [], problems: [problem] });
  const invalid = (why: string) => bad(error('reportInvalid', path, [path, why]));
  const read = await readFile(path, 'utf8').catch((thrown: unknown) => thrown);
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

function lower(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
