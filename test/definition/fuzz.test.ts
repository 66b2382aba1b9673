import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseDefinition } from '../../src/definition/file.ts';
import { resolve } from '../../src/definition/resolve.ts';
import { threeUsers } from '../matrix/scenes.ts';

const WHOLE = stringify(threeUsers, { aliasDuplicateObjects: false });
const PIECES = [
  '&a',
  '*a',
  '<<:',
  '!!js/function',
  '---',
  '...',
  '%YAML 9.9',
  '\t',
  '\u0000',
  '\u001b[2J',
  '{',
  '[',
  '|',
  '>',
  ': ',
  '- ',
  '? ',
  '__proto__',
  '1e999',
  '~',
];
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }));

/** A definition that was right once, with something put in the place of a part of it. */
const mutated = fc
  .array(fc.record({ at: fc.nat(WHOLE.length), cut: fc.nat(20), put: piece }), { minLength: 1, maxLength: 4 })
  .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), WHOLE));
const key = fc.constantFrom(
  'users',
  'name',
  'username',
  'permissionSet',
  'objects',
  'access',
  'profile',
  '__proto__',
  'constructor',
  '',
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.double(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

/** Either a definition or problems that say where; anything thrown is a fault. */
function check(content: string): void {
  const { raw, problems } = parseDefinition('f.yaml', content);
  if (raw === undefined) expect(problems, content).not.to.deep.equal([]);
  else resolve(raw);
}

describe('a definition file of any content', () => {
  it('is a definition or has problems, and never ends the command (10,000 files)', () => {
    fc.assert(fc.property(mutated, check), { numRuns: 5000 });
    fc.assert(
      fc.property(tree, (value) => check(JSON.stringify(value))),
      { numRuns: 4000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 1000 });
  }).timeout(90_000);
});
