import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commands, example } from '../../scripts/docs/commandsPage.ts';
import { generatedPages } from '../../scripts/docs/pages.ts';
import { finding } from '../../src/report/finding.ts';
import { idOf, NAMES } from '../../scripts/docs/errorsPage.ts';
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
