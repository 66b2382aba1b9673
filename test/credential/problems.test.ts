import { expect } from 'chai';
import { accountOf, type Account } from '../../src/credential/account.ts';
import { generatePassword, passwordProblems } from '../../src/credential/password.ts';
import { loginsOf, type Login, revokeProblems } from '../../src/credential/revoke.ts';
import { testProblems } from '../../src/credential/testRequest.ts';
import type { Problem } from '../../src/definition/problem.ts';
import type { InventoryUser } from '../../src/org/inventory/inventory.ts';
import { holding, inventory, set, user } from '../access/inventory.ts';
import { APP, clientApp } from './apps.ts';
import { expectWorded } from './worded.ts';

const never = set({ id: 'never', userPermissions: ['PasswordNeverExpires'] });
function account(more: Partial<InventoryUser> = {}): Account {
  const one = user({ ...holding(never.id), ...more });
  return accountOf(one, inventory([never], { users: [one] }));
}
const ids = (problems: readonly Problem[]): string[] => {
  expectWorded(problems);
  return problems.map(({ id }) => id);
};

describe('what is to be known of a password', () => {
  const always = ['passwordLast', 'passwordToken'];
  const cases = [
    ['always', account(), always],
    ['for a person', account({ license: 'Salesforce' }), ['credentialLicense', ...always]],
    ['for a user of an unknown license', account({ license: undefined }), always],
    ['for an inactive user', account({ isActive: false }), ['passwordInactive', ...always]],
    ['for a frozen user', account({ isFrozen: true }), [...always, 'passwordFrozen']],
    ['where it expires', account({ sets: [] }), [...always, 'passwordExpires']],
  ] as const;
  for (const [what, of, found] of cases) {
    it(what, () => {
      expect(ids(passwordProblems(of, 'admin@acme.com'))).to.deep.equal(found);
    });
  }

  it('for oneself', () => {
    expect(ids(passwordProblems(account(), 'ZoomInfo@acme.integration'))).to.deep.equal(['passwordSelf', ...always]);
  });

  it('each is new, and has one of every class', () => {
    const made = Array.from({ length: 300 }, () => generatePassword(16));
    expect(new Set(made).size).to.equal(300);
    for (const one of made)
      for (const kind of [/^.{16}$/, /[A-Z]/, /[a-z]/, /\d/, /[-_+=]/]) expect(one).to.match(kind);
    const first = new Set(made.map((one) => one.charAt(0)));
    expect(first.size, 'the classes stand at no fixed place').to.be.greaterThan(20);
  });
});

describe('what is to be known before logins end', () => {
  const logins = { logins: [], refused: [], seesOthers: true };
  const refused = ['INVALID_TYPE: no'];
  const cases = [
    ['always', account(), logins, ['revokeNotSecret']],
    ['of a person', account({ license: 'Salesforce' }), logins, ['credentialLicense', 'revokeNotSecret']],
    ['when they are not seen', account(), { ...logins, seesOthers: false }, ['revokeBlind', 'revokeNotSecret']],
    ['when reading is refused', account(), { ...logins, refused }, ['revokeUnread', 'revokeNotSecret']],
  ] as const;
  for (const [what, of, read, found] of cases) {
    it(what, () => {
      expect(ids(revokeProblems(of, read))).to.deep.equal(found);
    });
  }

  it('those of an application', () => {
    const login = (secret: string, application: string): Login => {
      const token = { userId: 'u', application, lastUsed: undefined, secret };
      return { kind: 'OauthToken', application, detail: secret, token };
    };
    const all = [login('a', 'Vendor'), login('b', ''), login('d', 'Other')];
    const found = (names?: readonly string[]): string[] => loginsOf(all, names).map(({ detail }) => detail);
    expect(found()).to.deep.equal(['a', 'b', 'd']);
    expect(found(['vendor', 'Nobody'])).to.deep.equal(['a']);
    expect(found([])).to.deep.equal([]);
  });
});

describe('what stands against asking for a token', () => {
  const url = 'https://acme.my.salesforce.com';
  it('nothing, no app, no key, no My Domain', () => {
    expect(ids(testProblems(account(), APP, clientApp(), url))).to.deep.equal([]);
    expect(ids(testProblems(account(), APP, undefined, url))).to.deep.equal(['testNoApp']);
    const keyless = clientApp({ global: { consumerKey: '' } });
    expect(ids(testProblems(account(), APP, keyless, 'https://na44.salesforce.com'))).to.deep.equal([
      'testNoConsumerKey',
      'credentialNoMyDomain',
    ]);
  });
});
