import { expect } from 'chai';
import fc from 'fast-check';
import { OBJECT_RIGHTS } from '../../src/definition/definition.ts';
import { fromFlags, type UserFlags } from '../../src/definition/fromFlags.ts';
import { wordsOf, type Answers } from '../../src/wizard/answers.ts';

const nothing: Answers = { objects: [], permissionSets: [] };
const cases: readonly (readonly [string, Answers, readonly string[]])[] = [
  ['nothing', nothing, []],
  ['a name alone', { ...nothing, name: 'Billing Sync' }, ['--name', 'Billing Sync']],
  [
    'an object and its fields',
    {
      ...nothing,
      objects: [{ object: 'Account', access: ['read', 'edit'], fields: { read: ['Fax'], edit: ['Website'] } }],
    },
    ['--object', 'Account=read,edit', '--field', 'Account.Fax=read', '--field', 'Account.Website=edit'],
  ],
  [
    'all fields',
    { ...nothing, objects: [{ object: 'Order', access: ['read'], fields: { read: 'all', edit: [] } }] },
    ['--object', 'Order=read', '--field', 'Order.*=read'],
  ],
  [
    'everything else',
    {
      ...{ name: 'A', username: 'a@b.integration', email: 'c@d.example', objects: [], permissionSets: ['One', 'Two'] },
      ...{ credential: 'jwt' as const, certificate: 'my cert.pem' },
    },
    [
      ...['--name', 'A', '--username', 'a@b.integration', '--email', 'c@d.example'],
      ...['--permission-set', 'One', '--permission-set', 'Two', '--credential', 'jwt', '--certificate', 'my cert.pem'],
    ],
  ],
];

describe('answers as words of a command line', () => {
  for (const [what, answers, expected] of cases) {
    it(what, () => {
      expect(wordsOf(answers)).to.deep.equal(expected);
    });
  }

  it('say of objects what the flags of create understand', () => {
    const names = fc.uniqueArray(fc.constantFrom('Account', 'Contact', 'Invoice__c', 'ns__Thing__c'), { minLength: 1 });
    const fields = fc.uniqueArray(fc.constantFrom('Name', 'Fax', 'Total__c'));
    const access = fc.uniqueArray(fc.constantFrom(...OBJECT_RIGHTS), { minLength: 1 });
    fc.assert(
      fc.property(names, access, fields, fields, (objects, rights, read, edit) => {
        const words = wordsOf({
          ...nothing,
          name: 'A',
          objects: objects.map((object) => ({ object, access: rights, fields: { read, edit } })),
        });
        const valuesOf = (flag: string): string[] =>
          words.flatMap((word, index) => (words[index - 1] === flag ? [word] : []));
        const flags: UserFlags = { name: 'A', object: valuesOf('--object'), field: valuesOf('--field') };
        const { user, problems } = fromFlags(flags);
        expect(problems).to.deep.equal([]);
        const expected = objects.map((object) => [object, { access: rights, readFields: read, editFields: edit }]);
        expect(user.permissionSet).to.deep.equal({ objects: Object.fromEntries(expected) as unknown });
      }),
    );
  });
});
