import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { oneUser } from '../../src/definition/oneUser.ts';
import type { Problem } from '../../src/definition/problem.ts';
import { permissionSetAlone, profileAlone } from '../../src/definition/part.ts';
import { resolve } from '../../src/definition/resolve.ts';
import { finding } from '../../src/report/finding.ts';
import { DEFINITION_CASES, DUPLICATE_IDS, PART_IDS, type DefinitionCase } from '../definition/problemCases.ts';
import { planned } from '../plan/given.ts';
import { PROBLEM_CASES } from '../plan/problemCases.ts';

const root = join(import.meta.dirname, '..', '..');

/** The texts of messages/problems.md by their ids. */
async function texts(): Promise<ReadonlyMap<string, string>> {
  const file = await readFile(join(root, 'messages', 'problems.md'), 'utf8');
  return new Map(
    file
      .split(/^# /m)
      .slice(1)
      .map((part) => [part.split('\n')[0] ?? '', part.split('\n').slice(1).join('\n').trim()]),
  );
}

/** The ids that files under src name. */
async function namedIn(path: RegExp, named = /\b(?:error|warning)\(\s*'([\w.]+)'/g): Promise<string[]> {
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => path.test(name));
  const sources = await Promise.all(files.map((name) => readFile(join(root, 'src', name), 'utf8')));
  return sources.flatMap((source) => [...source.matchAll(named)].map((match) => match[1] ?? ''));
}
const places = (text: string | undefined): number => (text ?? '').split('%s').length - 1;

const credential = { type: 'client-credentials' as const };
const twins = { name: 'Zoom', username: 'a@b.co', permissionSet: { name: 'S' }, credential };
const DUPLICATES = [
  ...resolve({ users: [twins, twins] }).problems,
  ...resolve({ users: [{ name: 'Billing Sync' }, { name: 'BillingSync', permissionSet: 'none' }] }).problems,
];

describe('every problem of a definition', () => {
  let folder = '';
  const found: Problem[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'problems-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const problemsOf = async ({ flags, file }: Pick<DefinitionCase, 'flags' | 'file'>): Promise<readonly Problem[]> => {
    const path = join(folder, file === null ? 'none.yaml' : 'definition.yaml');
    if (typeof file === 'string') await writeFile(path, file);
    return (await oneUser(flags, file === undefined ? undefined : path)).problems;
  };

  const setAlone = async (name: string | undefined) => {
    const path = join(folder, 'sets.yaml');
    await writeFile(path, 'users: [{ name: One }, { name: Two }]');
    return permissionSetAlone({ name }, undefined, path);
  };

  for (const one of DEFINITION_CASES) {
    it(`${one.id} is found where it is, and only there`, async () => {
      const problems = await problemsOf(one);
      expect(problems.map(({ id }) => id)).to.deep.equal([one.id]);
      found.push(...problems);
      expect(await problemsOf(one.not)).to.deep.equal([]);
    });
  }

  it('has a text and a way out, with a place for everything that is to be said and nothing left open', async () => {
    const known = await texts();
    const planProblems = PROBLEM_CASES.flatMap(({ id, when }) =>
      planned(when).problems.filter((problem) => problem.id === id),
    );
    const parts = [
      ...profileAlone('New', 'Old', { profile: undefined, names: ['One', 'Two'] }, []).problems,
      ...profileAlone('New', 'Old', { profile: { permissions: [], rights: 3 }, names: [] }, []).problems,
      ...(await setAlone(undefined)).problems,
      ...(await setAlone('Nothing')).problems,
    ];
    expect(parts.map(({ id }) => id)).to.have.members([...PART_IDS]);
    expect(DUPLICATES.map(({ id }) => id)).to.have.members([...DUPLICATE_IDS]);
    const all = [...found, ...DUPLICATES, ...parts, ...planProblems];
    const wrong = all.flatMap(({ id, tokens, fixTokens }) => [
      ...(places(known.get(id)) === tokens.length
        ? []
        : [`${id}: ${String(places(known.get(id)))} places, ${String(tokens.length)} tokens`]),
      ...(places(known.get(`${id}.fix`)) === fixTokens.length
        ? []
        : [`${id}.fix: ${String(places(known.get(`${id}.fix`)))} places, ${String(fixTokens.length)} tokens`]),
    ]);
    expect(wrong).to.deep.equal([]);
    for (const problem of all) {
      const { message, fix } = finding(problem);
      for (const token of problem.tokens) expect(message, problem.id).to.contain(token);
      for (const token of problem.fixTokens) expect(fix, problem.id).to.contain(token);
      if (!problem.tokens.some((token) => token.includes('%s'))) expect(message, problem.id).not.to.contain('%s');
      expect(fix, problem.id).not.to.contain('%s');
      expect(`${message} ${fix}`, problem.id).not.to.match(/undefined|\[object|\s{3}/);
    }
  });
});

describe('the texts of problems', () => {
  it('are those of the cases above and of the rooms that only find problems of their own, no more and no fewer', async () => {
    const ids = new Set([...DEFINITION_CASES, ...PROBLEM_CASES].map(({ id }) => id).concat(DUPLICATE_IDS, PART_IDS));
    const known = await texts();
    const elsewhere = [
      ...(await namedIn(
        /^(?:apply|audit|retire|migrate|report|commands)[\\/].*\.ts$|[\\/](?:fromInventory|move|report)\.ts$/,
      )),
      // Which of several it is, is said in one place there.
      ...(await namedIn(/^credential[\\/].*\.ts$/, /'(\w+)'/g)),
    ].filter((id) => known.has(id));
    expect([...known.keys()]).to.have.members([...new Set([...ids, ...elsewhere])].flatMap((id) => [id, `${id}.fix`]));
  });

  it('are there for every id that the rooms of definition, plan and retire name', async () => {
    const known = await texts();
    const named = await namedIn(/^(?:definition|plan|retire)[\\/].*\.ts$/);
    expect(named.length).to.be.greaterThan(40);
    for (const id of named) {
      expect(known.get(id), id).not.to.equal(undefined);
      expect(known.get(`${id}.fix`), `${id}.fix`).not.to.equal(undefined);
    }
  });

  it('end as sentences do', async () => {
    for (const [id, text] of await texts()) if (!text.endsWith(': %s')) expect(text, id).to.match(/[.?"]$/);
  });
});
