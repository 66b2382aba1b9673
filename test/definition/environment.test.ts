import { expect } from 'chai';
import { parseDefinition } from '../../src/definition/file.ts';
import type { Problem } from '../../src/definition/problem.ts';
import type { RawUser } from '../../src/definition/raw.ts';

const SET: Readonly<Record<string, string>> = {
  IU_TEST_DOMAIN: 'acme--uat.integration',
  IU_TEST_EMPTY: '',
  IU_TEST_NESTED: '${IU_TEST_DOMAIN}',
  IU_TEST_YAML: 'A\n  role: R # {',
};

const parsed = (content: string): { user: RawUser | undefined; problems: readonly Problem[] } => {
  const { raw, problems } = parseDefinition('f.yaml', content);
  return { user: raw?.users[0], problems };
};

describe('environment variables in a definition file', () => {
  before(() => {
    Object.assign(process.env, SET);
  });
  after(() => {
    for (const name of Object.keys(SET)) Reflect.deleteProperty(process.env, name);
  });

  const filled: readonly (readonly [string, string, Partial<RawUser>])[] = [
    ['in a value', 'users:\n  - name: A\n    username: a@${IU_TEST_DOMAIN}\n', { username: 'a@acme--uat.integration' }],
    [
      'in quotes of both kinds',
      'users: [{ name: "x ${IU_TEST_DOMAIN}", role: \'${IU_TEST_DOMAIN}\' }]',
      { name: 'x acme--uat.integration', role: 'acme--uat.integration' },
    ],
    [
      'several in one value',
      'users:\n  - name: ${IU_TEST_DOMAIN} ${IU_TEST_DOMAIN}\n',
      { name: 'acme--uat.integration acme--uat.integration' },
    ],
    [
      'in a list',
      'users:\n  - name: A\n    queues: ["${IU_TEST_DOMAIN}", B]\n',
      { queues: ['acme--uat.integration', 'B'] },
    ],
    [
      'behind an alias too',
      'users:\n  - name: A\n    role: &r ${IU_TEST_DOMAIN}\n    queues: [*r]\n',
      { role: 'acme--uat.integration', queues: ['acme--uat.integration'] },
    ],
    ['once: what a variable holds is text', 'users:\n  - name: ${IU_TEST_NESTED}\n', { name: '${IU_TEST_DOMAIN}' }],
    ['as text, also where it looks like YAML', 'users:\n  - name: ${IU_TEST_YAML}\n', { name: 'A\n  role: R # {' }],
    ['in JSON', '{"users": [{"name": "${IU_TEST_DOMAIN}"}]}', { name: 'acme--uat.integration' }],
    [
      'not behind another dollar, which is what stands for one',
      'users:\n  - name: $${IU_TEST_DOMAIN} $$${IU_TEST_DOMAIN}\n',
      { name: '${IU_TEST_DOMAIN} $${IU_TEST_DOMAIN}' },
    ],
    ['not without braces', 'users:\n  - name: $IU_TEST_DOMAIN\n', { name: '$IU_TEST_DOMAIN' }],
    ['not with blanks in the braces', 'users:\n  - name: "${ IU_TEST_DOMAIN }"\n', { name: '${ IU_TEST_DOMAIN }' }],
  ];
  for (const [what, content, expected] of filled) {
    it(`are filled in ${what}`, () => {
      const { user, problems } = parsed(content);
      expect(problems).to.deep.equal([]);
      expect(user).to.include.keys(Object.keys(expected));
      for (const [key, value] of Object.entries(expected)) expect(user?.[key as keyof RawUser]).to.deep.equal(value);
    });
  }

  it('are not looked for in keys', () => {
    const { problems } = parsed('users:\n  - name: A\n    "${IU_TEST_DOMAIN}": x\n');
    expect(problems.map(({ id, subject }) => `${id} ${subject}`)).to.deep.equal(['fileUnknownKey ${IU_TEST_DOMAIN}']);
  });

  it('that are empty are empty values, which are refused as such', () => {
    expect(
      parsed('users:\n  - name: ${IU_TEST_EMPTY}\n').problems.map(({ id, subject }) => `${id} ${subject}`),
    ).to.deep.equal(['fileValue users.0.name']);
  });

  it('that are not set are told, each with its place, before anything else', () => {
    const { user, problems } = parsed(
      'users:\n  - name: ${IU_TEST_NONE}\n    rol: x\n    username: a@${IU_TEST_DOMAIN}${IU_TEST_OTHER}\n',
    );
    expect(user).to.equal(undefined);
    expect(problems).to.deep.equal([
      {
        id: 'fileUnsetVariable',
        severity: 'error',
        subject: 'IU_TEST_NONE',
        tokens: ['f.yaml:2:11', 'IU_TEST_NONE'],
        fixTokens: ['IU_TEST_NONE'],
      },
      {
        id: 'fileUnsetVariable',
        severity: 'error',
        subject: 'IU_TEST_OTHER',
        tokens: ['f.yaml:4:15', 'IU_TEST_OTHER'],
        fixTokens: ['IU_TEST_OTHER'],
      },
    ]);
  });
});
