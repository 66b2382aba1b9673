import { expect } from 'chai';
import { wordsOf } from '../../src/wizard/answers.ts';
import type { Choice, Prompts } from '../../src/wizard/prompts.ts';
import { askUser, type Given, type Lists } from '../../src/wizard/questions.ts';

const lists: Lists = {
  objects: ['Account', 'Contact'],
  permissionSets: ['Existing_Set'],
  fieldsOf: () =>
    Promise.resolve([
      { name: 'Score__c', label: 'Score', editable: false },
      { name: 'Website', label: 'Website', editable: true },
    ]),
};

/** Prompts that somebody answers in turn; what was asked, and what there was to choose from. */
function scripted(answers: readonly unknown[]): { prompts: Prompts; asked: string[]; left: () => number } {
  const left = [...answers];
  const asked: string[] = [];
  const next = (message: string, choices: readonly Choice[]): unknown => {
    asked.push([message, ...choices.map(({ name }) => name)].join(' | '));
    if (left.length === 0) throw new Error(`Nobody answers: ${message}`);
    return left.shift();
  };
  const prompts: Prompts = {
    text: (message, check) => {
      const answer = next(message, []) as string;
      const wrong = check(answer);
      if (wrong !== undefined) throw new Error(wrong);
      return Promise.resolve(answer);
    },
    one: (message, choices) => Promise.resolve(next(message, choices) as never),
    some: (message, choices) => Promise.resolve(next(message, choices) as never),
    find: (message, choices) => Promise.resolve(next(message, choices) as string),
    confirm: (message) => Promise.resolve(next(message, []) as boolean),
  };
  return { prompts, asked, left: () => left.length };
}

const cases: readonly (readonly [string, Given, readonly unknown[], string])[] = [
  ['a name alone', {}, ['ZoomInfo', '', '', '', '', 'none'], '--name ZoomInfo'],
  [
    'two objects, some fields of one and all of the other',
    {},
    [
      'ZoomInfo',
      ...['Account', ['read', 'edit'], 'pick', 'Website', 'Score__c'],
      ...['Contact', ['read'], 'read'],
      ...['', '', '', 'none'],
    ],
    '--name ZoomInfo --object Account=read,edit --object Contact=read --field Account.Score__c=read --field Account.Website=edit --field Contact.*=read',
  ],
  [
    'a set, username, email and how it logs in',
    {},
    ['ZoomInfo', '', 'Existing_Set', 'zi@acme.integration', 'team@acme.example', 'client-credentials'],
    '--name ZoomInfo --username zi@acme.integration --email team@acme.example --permission-set Existing_Set --credential client-credentials',
  ],
  [
    'JWT needs a certificate',
    {},
    ['ZoomInfo', '', '', '', '', 'jwt', 'cert.pem'],
    '--name ZoomInfo --credential jwt --certificate cert.pem',
  ],
  [
    'only what the command line leaves open',
    { object: ['Account=read'], 'permission-set': ['A'], username: 'u', email: 'e', credential: 'jwt' },
    ['ZoomInfo'],
    '--name ZoomInfo',
  ],
];

describe('the questions of the wizard', () => {
  for (const [what, given, answers, expected] of cases) {
    it(what, async () => {
      const { prompts, left } = scripted(answers);
      expect(wordsOf(await askUser(prompts, lists, given)).join(' ')).to.equal(expected);
      expect(left(), 'answers that nobody asked for').to.equal(0);
    });
  }

  it('offer what is left, and to edit only what can be edited', async () => {
    const { prompts, asked } = scripted([
      'A',
      'Account',
      ['edit'],
      'pick',
      '',
      '',
      'Contact',
      ['read'],
      'none',
      '',
      '',
      '',
      'none',
    ]);
    await askUser(prompts, lists, {});
    expect(asked.slice(1, 9)).to.deep.equal([
      'Object that it needs (type a part of the name): | No object | Account | Contact',
      'What it may do with Account: | read | create | edit | delete',
      'Fields of Account beyond those that are always visible: | None | All, to read | All, to read and edit | Some, picked by name',
      'Field of Account that it edits (so far: none): | Done | Website (Website)',
      'Field of Account that it only reads (so far: none): | Done | Score__c (Score) | Website (Website)',
      'Another object (so far: Account): | Done | Contact',
      'What it may do with Contact: | read | create | edit | delete',
      'Fields of Contact beyond those that are always visible: | None | All, to read | Some, picked by name',
    ]);
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a name', [''], /The integration has no name\. Give it one/],
    ['a name with a quote', ['A"B'], /not allowed in it: "/],
    ['a username', ['A', '', '', 'nobody'], /"nobody" is not in the form of an email address/],
    ['an email address', ['A', '', '', '', 'nobody'], /"nobody" is not an email address/],
    ['a certificate', ['A', '', '', '', '', 'jwt', ''], /path of a file/],
  ];
  for (const [what, answers, expected] of wrong) {
    it(`refuse ${what} as the flag would`, async () => {
      const error = await askUser(scripted(answers).prompts, lists, {}).then(
        () => undefined,
        (thrown: unknown) => String(thrown),
      );
      expect(error).to.match(expected);
    });
  }
});
