import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../e2e/root.ts';

const folder = join(root, 'messages');
const bundles = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, keys: keysOf(readFileSync(join(folder, name), 'utf8')) }));
const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n');

/** A key is a heading of the first level, as @salesforce/core reads it. */
function keysOf(markdown: string): string[] {
  return [...markdown.matchAll(/^# (.+)$/gm)].map(([, key]) => (key ?? '').trim());
}

const quoted = (text: string): boolean => ["'", '"', '`'].some((mark) => code.includes(`${mark}${text}${mark}`));

/** Keys made at run time share a beginning that stands in the code, as in `action.${change.action}`. */
const begun = (key: string): boolean => {
  const parts = key.split('.');
  return parts.some((_part, index) => index > 0 && code.includes(`\`${parts.slice(0, index).join('.')}.\${`));
};

/** What goes with another message: createError and those who show a problem read it without being told its name. */
const companion = /\.(actions|fix|why)$/;

const isUsed = (key: string): boolean =>
  quoted(key) || begun(key) || (companion.test(key) && isUsed(key.replace(companion, '')));

describe('messages', () => {
  it('exist', () => {
    expect(bundles.length).to.be.greaterThan(0);
  });

  for (const { name, keys } of bundles) {
    describe(name, () => {
      it('has each key once', () => {
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).to.deep.equal([]);
      });

      it('tells for every error and every problem what to do next', () => {
        const errors = keys.filter((key) => /^error\.\w+$/.test(key));
        expect(errors.filter((key) => !keys.includes(`${key}.actions`))).to.deep.equal([]);
        const problems = keys.some((key) => key.endsWith('.fix')) ? keys.filter((key) => !companion.test(key)) : [];
        expect(problems.filter((key) => !keys.includes(`${key}.fix`))).to.deep.equal([]);
      });

      it('has no key that nothing uses', () => {
        expect(keys.filter((key) => !isUsed(key))).to.deep.equal([]);
      });
    });
  }

  it('hold nothing that a code page of Windows spoils in a pipe: ASCII alone', () => {
    const texts = bundles.map(({ name }) => readFileSync(join(folder, name), 'utf8'));
    // eslint-disable-next-line no-control-regex -- all of ASCII
    expect(texts.flatMap((text) => text.match(/.*[^\x00-\x7f].*/g) ?? [])).to.deep.equal([]);
  });

  it('have every key that the code asks for', () => {
    const known = new Set(bundles.flatMap(({ keys }) => keys));
    const asked = [...code.matchAll(/\.(?:getMessages?|createError|createWarning|createInfo)\(\s*'([^']+)'/g)].map(
      ([, key]) => key ?? '',
    );
    expect(asked.length).to.be.greaterThan(0);
    expect([...new Set(asked)].filter((key) => !known.has(key))).to.deep.equal([]);
  });
});
