import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commands, example } from '../../scripts/docs/commandsPage.ts';
import { textsOf } from '../../scripts/docs/messages.ts';
import { generatedPages } from '../../scripts/docs/pages.ts';
import { finding } from '../../src/report/finding.ts';
import { idOf, NAMES } from '../../scripts/docs/errorsPage.ts';
import { membersOf, resultTypes } from '../../scripts/docs/resultsPage.ts';
import { noticeFinding } from '../../src/report/notices.ts';
import { root } from '../e2e/root.ts';
import { commandLines, problemWith } from '../docs/commandLines.ts';

describe('the pages made from the code', () => {
  it('are current (npm run docs)', async () => {
    for (const { path, text } of await generatedPages())
      expect(readFileSync(path, 'utf8'), basename(path)).to.equal(text);
  });

  it('name problems as results do', () => {
    for (const id of ['callerLacks', 'field.system', 'broadPermissionAllowed', 'unknown.apexClasses']) {
      const told = finding({ id, severity: 'error', subject: 'x', tokens: ['a', 'b', 'c'], fixTokens: ['d', 'e'] });
      expect(idOf(id)).to.equal(told.id);
    }
  });

  it('name every error that the code throws', () => {
    const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
      .join('\n');
    const written = [...code.matchAll(/(?:create\(\{\s*name: |withResult\(|name: )'([A-Z]\w+Error)'/g)].map(
      ([, name]) => name,
    );
    const asked = [...code.matchAll(/createError\(\s*'error\.(\w)(\w*)'/g)].map(
      ([, first = '', rest = '']) => `${first.toUpperCase()}${rest}Error`,
    );
    expect(asked).not.to.be.empty;
    expect(NAMES.map(([name]) => name)).to.include.members([...written, ...asked]);
  });

  it('say of every member of every result what it is; of a part without a name of its own its whole may say so', () => {
    const silent = [...resultTypes()].flatMap(([type, schema]) => {
      const members = membersOf(schema);
      const told = new Set(members.filter((one) => one.schema.description !== undefined).map(({ path }) => path));
      const wholes = (path: string): string[] => path.split('.').map((_, at, all) => all.slice(0, at + 1).join('.'));
      const isTold = (path: string): boolean => wholes(path).some((one) => told.has(one.replace(/\[\]$/, '')));
      return members.filter(({ path }) => !isTold(path)).map(({ path }) => `${type}.${path}`);
    });
    expect(silent).to.deep.equal([]);
  });

  it('tell every notice of migrate and retire by the id that results give it', () => {
    const page = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
    for (const command of ['migrate', 'retire'] as const) {
      const ids = [...textsOf(`${command}-notices`).keys()].flatMap((key) => /^notice\.(\w+)$/.exec(key)?.[1] ?? []);
      expect(ids).not.to.be.empty;
      const told = ids.map((id) => noticeFinding(command, 'x', { id, severity: 'info', tokens: [] }).id);
      expect(told.filter((id) => !page.includes(`\n### ${id}\n`))).to.deep.equal([]);
    }
  });

  for (const { id, examples = [] } of commands()) {
    it(`show examples of ${id} that have its flags only`, () => {
      expect(examples).not.to.be.empty;
      const lines = examples.flatMap((text) => commandLines(example(text, id).command));
      expect(lines.map(({ words }) => problemWith(words)).filter((problem) => problem !== undefined)).to.deep.equal([]);
      for (const { words } of lines.filter((line) => line.words[1] === 'integration-user'))
        expect(words.slice(1, 1 + id.split(':').length).join(':')).to.equal(id);
    });
  }
});
