import { dirname, resolve as resolvePath } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, isMap, isNode, isScalar, parseDocument, visit, type Document } from 'yaml';
import { holdsTooMuch, MOST_ALIASES, MOST_VALUES } from './aliases.ts';
import { nearest } from './nearest.ts';
import { plainJson } from './plainJson.ts';
import { error, type Problem } from './problem.ts';
import { readText } from '../files/text.ts';
import type { RawDefinition } from './raw.ts';
import { DEFINITION_SCHEMA } from './schema.ts';
import { VARIABLE } from './variable.ts';

/** What became of a file: the definition as it was written, and where in the text a value of it stands, `file:line:column`. */
export type ReadDefinition = {
  readonly raw?: RawDefinition;
  readonly problems: readonly Problem[];
  readonly placeOf?: (path: readonly string[]) => string;
};

/**
 * Reads a definition file, YAML or JSON.
 * @returns the definition as it was written, or everything that is wrong in it, each with file, line and column
 */
export async function readDefinitionFile(path: string): Promise<ReadDefinition> {
  let content: string;
  try {
    content = await readText(path);
  } catch (thrown) {
    return {
      problems: [error('fileUnreadable', path, [path, thrown instanceof Error ? thrown.message : String(thrown)])],
    };
  }
  const { raw, ...rest } = parseDefinition(path, content);
  return raw ? { raw: besideFile(raw, dirname(path)), ...rest } : rest;
}

/** Certificates are named from where the file is, not from where the command runs. */
function besideFile(raw: RawDefinition, folder: string): RawDefinition {
  const users = raw.users.map((user) =>
    user.credential?.certificate === undefined
      ? user
      : { ...user, credential: { ...user.credential, certificate: resolvePath(folder, user.credential.certificate) } },
  );
  return { ...raw, users };
}

/** Like {@link readDefinitionFile}, for text that is there already; `path` only names it in the problems. */
export function parseDefinition(path: string, content: string): ReadDefinition {
  const json = plainJson(content);
  // Stryker disable next-line all: YAML reads the same of it, only slower
  if (json === undefined || !validator()(json)) return parseYaml(path, content);
  return { raw: json, problems: [], placeOf: (where) => parseYaml(path, content).placeOf?.(where) ?? path };
}

/** YAML, and JSON as a part of it. */
function parseYaml(path: string, content: string): ReadDefinition {
  const lines = new LineCounter();
  const document = parseDocument(content.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    logLevel: 'error',
    uniqueKeys: true,
    merge: true,
    prettyErrors: false,
  });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${String(line)}:${String(col)}`;
  };
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ pos, message }) => error('fileSyntax', path, [at(pos[0]), message])) };
  }
  const unset = fillEnvironment(document, at);
  if (unset.length > 0) return { problems: unset };
  if (holdsTooMuch(document))
    return { problems: [error('fileTooMuch', path, [path, String(MOST_ALIASES), String(MOST_VALUES)])] };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: -1 });
  } catch (thrown) {
    return {
      problems: [error('fileSyntax', path, [at(0), thrown instanceof Error ? thrown.message : String(thrown)])],
    };
  }
  const valid = validator();
  if (valid(value)) return { raw: value, problems: [], placeOf: (where) => at(offsetOfEntry(document, where)) };
  const problems = (valid.errors ?? []).filter(({ keyword }) => !['const', 'anyOf', 'if'].includes(keyword));
  return {
    problems: (problems.length > 0 ? problems : (valid.errors ?? [])).map((found) => worded(found, document, at)),
  };
}

let compiled: ValidateFunction<RawDefinition> | undefined;

/** Compiled when it is first needed, and once. */
function validator(): ValidateFunction<RawDefinition> {
  // The tests judge the schema; doing it again takes longer than all the rest.
  // Stryker disable all: compiled once, before a change of it is switched on
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: false, validateSchema: false }).compile<RawDefinition>(
    DEFINITION_SCHEMA,
  );
  // Stryker restore all
  return compiled;
}

/**
 * Puts environment variables in for `${NAME}` in values; a file in version control need not hold what differs between orgs. `$${NAME}` is the text
 * `${NAME}`.
 */
function fillEnvironment(document: Document, at: (offset: number) => string): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      node.value = node.value.replace(VARIABLE, (whole, dollars: string, name: string) => {
        if (dollars.length > 1) return whole.slice(1);
        const value = process.env[name];
        if (value === undefined)
          problems.push(error('fileUnsetVariable', name, [at(node.range?.[0] ?? 0), name], [name]));
        return value ?? whole;
      });
    },
  });
  return problems;
}

function worded(found: ErrorObject, document: Document, at: (offset: number) => string): Problem {
  const path = found.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const where = path.length > 0 ? path.join('.') : 'the file';
  if (found.keyword === 'additionalProperties') {
    const key = String(found.params['additionalProperty']);
    const known = Object.keys(found.parentSchema?.['properties'] as object);
    const meant = nearest(key, known, 1);
    return error(
      'fileUnknownKey',
      key,
      [at(offsetOf(document, path, key)), key, where],
      [(meant.length > 0 ? meant : known).join(', ')],
    );
  }
  const allowed = found.keyword === 'enum' ? `: ${(found.params['allowedValues'] as string[]).join(', ')}` : '';
  return error('fileValue', where, [at(offsetOf(document, path)), where, `${found.message ?? ''}${allowed}`]);
}

/** Where in the text an entry stands: the key of a map, or the value of a list. */
function offsetOfEntry(document: Document, path: readonly string[]): number {
  const [parent, key] = [path.slice(0, -1), path.at(-1)];
  return isMap(document.getIn(parent)) ? offsetOf(document, parent, key) : offsetOf(document, path);
}

/** Where in the text a value stands, or the key of a map. Behind an alias it is the place of the nearest that has one. */
function offsetOf(document: Document, path: readonly string[], key?: string): number {
  const keys = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const node = document.getIn(keys, true);
  if (isMap(node)) {
    const found = node.items
      .map((item) => item.key)
      .filter(isScalar)
      .find(({ value }) => value === key);
    if (found) return found.range?.[0] ?? 0;
  }
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}
