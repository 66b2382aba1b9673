import { expect } from 'chai';
import { refused } from './parsed.ts';

describe('parseDefinition refuses', () => {
  const syntax: readonly (readonly [string, string, string, RegExp])[] = [
    ['a tab as indentation', 'users:\n\t- name: A\n', 'f.yaml:2:1', /tab/i],
    ['a key that is there twice', 'users:\n  - name: A\n    name: B\n', 'f.yaml:3:5', /unique/i],
    ['JSON that says a thing twice', '{"users": [{"name": "A", "name": "B"}]}', 'f.yaml:1:26', /unique/i],
    ['JSON that ends too early', '{"users": [{"name": "A"}\n', 'f.yaml:2:1', /sequence/i],
    ['several documents in one file', 'users: []\n---\nusers: []\n', 'f.yaml:2:1', /multiple documents/i],
    ['an alias without its anchor', 'users: [*nobody]', 'f.yaml:1:1', /nobody/],
    ['a merge of something that is no map', '<<: 3\nusers: [{ name: A }]', 'f.yaml:1:1', /merge/i],
  ];
  for (const [what, content, at, message] of syntax) {
    it(what, () => {
      const [problem] = refused(content);
      expect(problem?.id).to.equal('fileSyntax');
      expect(problem?.tokens[0]).to.equal(at);
      expect(problem?.tokens[1]).to.match(message).and.to.not.contain('\n');
    });
  }

  it('aliases of aliases that would fill the memory, at once', function () {
    this.timeout(2000);
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
      (name, index) =>
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index] ?? ''}`).join(',')}]`,
    );
    const [problem] = refused(['a: &a [x, x, x, x, x, x, x, x, x]', ...levels, 'users: *i'].join('\n'));
    expect(problem?.id).to.equal('fileTooMuch');
    expect(problem?.tokens).to.deep.equal(['f.yaml', '10000', '2000000']);
  });

  it('a mark of byte order that is not at the beginning', () => {
    expect(refused('users: [{ name: A }]\n\uFEFFprofile: {}\n')[0]?.id).to.equal('fileUnknownKey');
  });

  it('an app that signs in with a certificate, without one', () => {
    expect(
      refused('users: [{ name: A, credential: { type: jwt } }]').map(({ id, tokens }) => [id, ...tokens]),
    ).to.deep.equal([['fileValue', 'f.yaml:1:32', 'users.0.credential', "must have required property 'certificate'"]]);
  });

  it('a list that contains itself, and nesting without end', () => {
    expect(refused('users: &a [*a]')[0]?.id).to.equal('fileTooMuch');
    expect(refused(`users: ${'['.repeat(3000)}${']'.repeat(3000)}`)[0]?.id).to.equal('fileSyntax');
  });

  it('more aliases than can be looked up, at once', function () {
    this.timeout(10_000);
    const [problem] = refused(`users: [&a { name: A }${', *a'.repeat(100_000)}]`);
    expect(problem?.id).to.equal('fileTooMuch');
  });

  const values: readonly (readonly [string, string, string, string, RegExp])[] = [
    ['an empty file', '', 'f.yaml:1:1', 'the file', /object/],
    ['comments alone', '# nothing\n', 'f.yaml:1:1', 'the file', /object/],
    ['a list', '- name: A\n', 'f.yaml:1:1', 'the file', /object/],
    ['a text', 'hello', 'f.yaml:1:1', 'the file', /object/],
    ['no users', 'profile: {}\n', 'f.yaml:1:1', 'the file', /users/],
    ['an empty list of users', 'users: []\n', 'f.yaml:1:8', 'users', /fewer than 1/],
    ['users that are a map', 'users:\n  name: A\n', 'f.yaml:2:3', 'users', /array/],
    ['a user without a name', 'users:\n  - role: R\n', 'f.yaml:2:5', 'users.0', /name/],
    ['an empty name', 'users:\n  - name: ""\n', 'f.yaml:2:11', 'users.0.name', /fewer than 1/],
    ['a name that is left out', 'users:\n  - name:\n', 'f.yaml:2:10', 'users.0.name', /string/],
    ['a name that is a number', 'users:\n  - name: 365\n', 'f.yaml:2:11', 'users.0.name', /string/],
    ['a list that is a text', 'users:\n  - name: A\n    queues: Q\n', 'f.yaml:3:13', 'users.0.queues', /array/],
    ['a list of numbers', 'users:\n  - name: A\n    queues: [a, 1]\n', 'f.yaml:3:17', 'users.0.queues.1', /string/],
    [
      'an object without its access',
      'users:\n  - name: A\n    permissionSet:\n      objects:\n        Account:\n',
      'f.yaml:5:17',
      'users.0.permissionSet.objects.Account',
      /object/,
    ],
    [
      'a right that there is not, naming those that there are',
      'users:\n  - name: A\n    permissionSet:\n      objects:\n        Account:\n          access:\n            - read\n            - write\n',
      'f.yaml:8:15',
      'users.0.permissionSet.objects.Account.access.1',
      /: read, create, edit, delete, viewAll, modifyAll$/,
    ],
    [
      'fields that are neither a list nor all',
      'users: [{ name: A, permissionSet: { objects: { Case: { readFields: some } } } }]',
      'f.yaml:1:68',
      'users.0.permissionSet.objects.Case.readFields',
      /array/,
    ],
  ];
  for (const [what, content, at, where, message] of values) {
    it(what, () => {
      const problem = refused(content).find(({ id }) => id === 'fileValue');
      expect(problem?.subject).to.equal(where);
      expect(problem?.tokens.slice(0, 2)).to.deep.equal([at, where]);
      expect(problem?.tokens[2]).to.match(message);
    });
  }

  it('one wrong value with one problem, not with one for each alternative', () => {
    expect(refused('users: [{ name: A, permissionSet: { objects: { Case: { readFields: 5 } } } }]')).to.have.lengthOf(
      1,
    );
  });
});

describe('an unknown key', () => {
  const set = (key: string): string => `users:\n  - name: A\n    permissionSet:\n      ${key}\n`;
  const cases: readonly (readonly [string, string, string, string, string, string])[] = [
    ['at the top', 'user: []\nusers: [{ name: A }]\n', 'f.yaml:1:1', 'user', 'the file', 'users'],
    ['of a profile', 'profile:\n  nmae: P\nusers: [{ name: A }]\n', 'f.yaml:2:3', 'nmae', 'profile', 'name'],
    [
      'of a user',
      'users:\n  - name: A\n    permisionSet: {}\n',
      'f.yaml:3:5',
      'permisionSet',
      'users.0',
      'permissionSet',
    ],
    [
      'of a user, another case',
      'users:\n  - name: A\n    permissionsets: []\n',
      'f.yaml:3:5',
      'permissionsets',
      'users.0',
      'permissionSets',
    ],
    [
      'of a permission set',
      set('recordTypse: []'),
      'f.yaml:4:7',
      'recordTypse',
      'users.0.permissionSet',
      'recordTypes',
    ],
    [
      'of an object',
      set('objects: { Account: { zzzz: [] } }'),
      'f.yaml:4:29',
      'zzzz',
      'users.0.permissionSet.objects.Account',
      'access, readFields, editFields',
    ],
    [
      'of an object with a strange name',
      set('objects: { "a/b~c.d": { acess: [] } }'),
      'f.yaml:4:31',
      'acess',
      'users.0.permissionSet.objects.a/b~c.d',
      'access',
    ],
    [
      'of an object that looks like a number',
      set('objects: { 12: { acess: [] } }'),
      'f.yaml:4:24',
      'acess',
      'users.0.permissionSet.objects.12',
      'access',
    ],
    [
      'of an object whose name ends in a number',
      set('objects: { Product2: { acess: [] } }'),
      'f.yaml:4:30',
      'acess',
      'users.0.permissionSet.objects.Product2',
      'access',
    ],
    [
      'of an object whose name begins with a number',
      set('objects: { 3PL: { acess: [] } }'),
      'f.yaml:4:25',
      'acess',
      'users.0.permissionSet.objects.3PL',
      'access',
    ],
    [
      'that is like none',
      'users: [{ name: A }]\nzzzzzzzz: 1\n',
      'f.yaml:2:1',
      'zzzzzzzz',
      'the file',
      'profile, users',
    ],
  ];
  for (const [what, content, at, key, where, meant] of cases) {
    it(`${what} is told with its place and the nearest known one`, () => {
      const problem = refused(content).find(({ id }) => id === 'fileUnknownKey');
      expect(problem).to.deep.equal({
        id: 'fileUnknownKey',
        severity: 'error',
        subject: key,
        tokens: [at, key, where],
        fixTokens: [meant],
      });
    });
  }

  it('does not hide the others: all are told', () => {
    const problems = refused('users:\n  - name: A\n    rol: R\n    quues: []\n  - nam: B\n');
    expect(problems.map(({ id, tokens }) => `${id} ${tokens[0] ?? ''}`)).to.have.members([
      'fileUnknownKey f.yaml:3:5',
      'fileUnknownKey f.yaml:4:5',
      'fileUnknownKey f.yaml:5:5',
      'fileValue f.yaml:5:5',
    ]);
  });

  it('is told with the right line behind a byte order mark and CRLF', () => {
    expect(refused('\uFEFFusers:\r\n  - name: A\r\n    rol: R\r\n')[0]?.tokens[0]).to.equal('f.yaml:3:5');
  });

  it('inside an anchor is told at the anchor or where it is used, never at the top of the file', () => {
    const set = 'permissionSet: &s\n      objects:\n        Account: { acces: [] }';
    const problems = refused(`users:\n  - name: A\n    ${set}\n  - name: B\n    permissionSet: *s\n`);
    expect(problems.map(({ tokens }) => tokens[2])).to.deep.equal([
      'users.0.permissionSet.objects.Account',
      'users.1.permissionSet.objects.Account',
    ]);
    for (const { tokens } of problems) expect(tokens[0], tokens[2]).to.match(/^f\.yaml:[357]:/);
  });
});
