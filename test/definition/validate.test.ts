import { expect } from 'chai';
import fc from 'fast-check';
import {
  emailProblems,
  MAX_NAME,
  nameProblems,
  permissionSetNameProblems,
  profileNameProblems,
  usernameProblems,
} from '../../src/definition/validate.ts';
import { anyText } from './anyText.ts';
import { EMPTY_SET } from './sets.ts';
import { error, type Problem } from '../../src/definition/problem.ts';

const ids = (problems: readonly { id: string }[]): string[] => problems.map(({ id }) => id);

describe('nameProblems', () => {
  const good = ['ZoomInfo', 'Billing Sync', '3PL', 'Müller & Co. (EU), v2: a/b @x #1 + _-', 'x'.repeat(MAX_NAME)];
  for (const name of good) {
    it(`lets "${name}" pass`, () => {
      expect(nameProblems(name)).to.deep.equal([]);
    });
  }

  const bad: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['an empty name', '', ['nameEmpty'], []],
    ['blanks', ' \t\n ', ['nameEmpty'], []],
    ['a quote', "O'Brien", ['nameCharacters'], ["'"]],
    ['a double quote', 'a "b"', ['nameCharacters'], ['"']],
    ['a backslash', 'a\\b', ['nameCharacters'], ['\\']],
    ['markup', 'a<b>', ['nameCharacters'], ['< >']],
    ['an emoji', 'Zoom 🚀🚀 Info', ['nameCharacters'], ['🚀']],
    ['a format sign', '100%', ['nameCharacters'], ['%']],
    ['an equals sign, as in a formula of a spreadsheet', '=A1', ['nameCharacters'], ['=']],
    ['a line break', 'a\nb', ['nameCharacters'], ['\n']],
    ['67 characters', 'x'.repeat(67), ['nameTooLong'], ['67', '66']],
    ['300 characters', 'x'.repeat(300), ['nameTooLong'], ['300', '66']],
    ['no letter from A to Z and no digit', 'データ', ['nameLetters'], ['データ']],
    ['marks alone', '--', ['nameLetters'], ['--']],
  ];
  for (const [what, name, expected, tokens] of bad) {
    it(`refuses ${what}`, () => {
      const problems = nameProblems(name);
      expect(ids(problems)).to.deep.equal(expected);
      expect(problems[0]?.tokens).to.deep.equal(tokens);
      expect(problems[0]?.severity).to.equal('error');
    });
  }

  it('tells all that is wrong at once, without repeating a very long name', () => {
    const problems = nameProblems(`${'<'.repeat(300)}"`);
    expect(ids(problems)).to.deep.equal(['nameTooLong', 'nameCharacters']);
    expect(problems[1]?.tokens).to.deep.equal(['< "']);
    for (const { subject } of problems) expect(subject.length).to.be.at.most(60);
  });

  it('lets no character pass that could break out of SOQL, XML, HTML or a line', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        if (nameProblems(name).length === 0)
          expect(name).not.to.match(/['"\\<>`%=\p{Cc}\p{Cf}\p{Extended_Pictographic}]/u);
      }),
      { examples: [["a'"], ['a\\'], ['a<'], ['a\u200b'], ['a\u0000']] },
    );
  });
});

describe('usernameProblems', () => {
  const good = [
    'a@b.c',
    'zoominfo@acme--uat.integration',
    'a@mail.eu.acme.com',
    'we+ird_na-me.x!#$&*/?^{|}~@a-b.c9',
    `${'a'.repeat(69)}@example.io`,
  ];
  for (const username of good) {
    it(`lets ${username} pass`, () => {
      expect(usernameProblems(username)).to.deep.equal([]);
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['', 'usernameForm'],
    ['zoominfo', 'usernameForm'],
    ['zoominfo@acme', 'usernameForm'],
    ['@acme.com', 'usernameForm'],
    ['a@.com', 'usernameForm'],
    ['a@b.', 'usernameForm'],
    ['a@-b.com', 'usernameForm'],
    ['a@b-.com', 'usernameForm'],
    ['.a@b.com', 'usernameForm'],
    ['a.@b.com', 'usernameForm'],
    ['a..a@b.com', 'usernameForm'],
    ['a@@b.com', 'usernameForm'],
    ['a b@c.com', 'usernameForm'],
    ["o'brien@c.com", 'usernameForm'],
    ['ä@c.com', 'usernameForm'],
    ['a@c.com\n', 'usernameForm'],
    ['🚀@c.com', 'usernameForm'],
    [`${'a'.repeat(70)}@example.io`, 'usernameTooLong'],
    [`${'a'.repeat(300)}@example.io`, 'usernameTooLong'],
  ];
  for (const [username, id] of bad) {
    it(`answers ${id} to ${JSON.stringify(username.slice(0, 30))}`, () => {
      expect(ids(usernameProblems(username))).to.deep.equal([id]);
    });
  }
});

describe('emailProblems', () => {
  it('takes addresses of up to 128 characters', () => {
    expect(emailProblems('team@acme.com')).to.deep.equal([]);
    expect(emailProblems(`${'a'.repeat(119)}@acme.com`)).to.deep.equal([]);
    expect(ids(emailProblems(`${'a'.repeat(120)}@acme.com`))).to.deep.equal(['emailForm']);
  });

  for (const email of ['', 'team', 'team@acme', 'a,b@acme.com', 'Team <team@acme.com>', 'team@acme.com ']) {
    it(`refuses "${email}"`, () => {
      expect(emailProblems(email)).to.deep.equal([
        { id: 'emailForm', severity: 'error', subject: email, tokens: [email], fixTokens: [] },
      ]);
    });
  }

  it('says no more than 60 characters of a long one', () => {
    const [problem] = emailProblems('x'.repeat(100_000));
    expect(problem?.tokens[0]).to.equal(`${'x'.repeat(57)}...`);
  });
});

describe('permissionSetNameProblems', () => {
  const check = (name: string, label = 'Label'): string[] =>
    ids(permissionSetNameProblems({ name, label, ...EMPTY_SET }));

  for (const name of ['A', 'a1', 'Integration_ZoomInfo', 'A_1_b', 'x'.repeat(80)]) {
    it(`lets the name ${name} pass`, () => {
      expect(check(name)).to.deep.equal([]);
    });
  }
  for (const name of [
    '',
    '1a',
    '_a',
    'a_',
    'a__b',
    'a b',
    'a-b',
    'ä',
    "a'",
    'a.b',
    'a\n',
    'x'.repeat(81),
    'a'.repeat(1_000_000),
  ]) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 20))} (${String(name.length)})`, () => {
      expect(check(name)).to.deep.equal(['permissionSetName']);
    });
  }

  it('wants a label of 1 to 80 characters', () => {
    expect(check('A', 'x'.repeat(80))).to.deep.equal([]);
    for (const label of ['', '   ', 'x'.repeat(81)]) expect(check('A', label)).to.deep.equal(['permissionSetLabel']);
  });

  it('tells a bad name and a bad label together', () => {
    expect(check('1', '')).to.deep.equal(['permissionSetName', 'permissionSetLabel']);
  });
});

describe('profileNameProblems', () => {
  it('takes 1 to 255 characters that are not all blank', () => {
    for (const name of ['P', ' P ', 'x'.repeat(255)]) expect(profileNameProblems(name)).to.deep.equal([]);
    for (const name of ['', '  ', 'x'.repeat(256)])
      expect(ids(profileNameProblems(name))).to.deep.equal(['profileName']);
  });
});

describe('what is wrong with a name', () => {
  const long = 'x'.repeat(300);
  const short = `${'x'.repeat(57)}...`;
  const cases: Readonly<Record<string, readonly [found: () => Problem[], told: () => Problem[]]>> = {
    'is told of the name where it is empty': [() => nameProblems(' '), () => [error('nameEmpty', 'name')]],
    'is told with 60 characters in full': [
      () => profileNameProblems('x'.repeat(256)),
      () => [error('profileName', short, [short])],
    ],
    'is told with the length of a username': [
      () => usernameProblems(long),
      () => [error('usernameTooLong', short, ['300'])],
    ],
    'is told with the whole username': [
      () => usernameProblems('zoom'),
      () => [error('usernameForm', 'zoom', ['zoom'])],
    ],
    'is told with the name and the label of a set': [
      () => permissionSetNameProblems({ ...EMPTY_SET, name: 'a b', label: long }),
      () => [error('permissionSetName', 'a b', ['a b']), error('permissionSetLabel', short, [short])],
    ],
    'is told with an address of 60 characters in full': [
      () => emailProblems('x'.repeat(60)),
      () => [error('emailForm', 'x'.repeat(60), ['x'.repeat(60)])],
    ],
  };
  for (const [what, [found, told]] of Object.entries(cases)) {
    it(what, () => {
      expect(found()).to.deep.equal(told());
    });
  }
});
