import { expect } from 'chai';
import { accountOf, type Account } from '../../src/credential/account.ts';
import { appState } from '../../src/credential/appState.ts';
import { makeKeyPair } from '../../src/credential/certificate.ts';
import type { TokenRequest } from '../../src/credential/token.ts';
import { brokenLinks, tokenCauses } from '../../src/credential/tokenCauses.ts';
import type { InventoryUser } from '../../src/org/inventory/inventory.ts';
import { finding } from '../../src/report/finding.ts';
import { group, holding, inventory, PROFILE, set, user } from '../access/inventory.ts';
import { APP, clientApp } from './apps.ts';
import { expectWorded } from './worded.ts';

const secret: TokenRequest = { type: 'client-credentials', consumerKey: 'k', consumerSecret: 's' };
const own = set({ id: '0PS000000000001AAA', name: APP });

function account(more: Partial<InventoryUser> = {}, profile = PROFILE): Account {
  const groups = [group({ id: '0PG', setIds: [own.id] })];
  const one = user({ ...holding(own.id), ...more });
  return accountOf(one, inventory([own, profile], { users: [one], groups }));
}

type Case = readonly [what: string, app: Parameters<typeof clientApp>[0], account: Account, found: readonly string[]];

const cases: readonly Case[] = [
  ['everything as it should be', {}, account(), []],
  ['an inactive user', {}, account({ isActive: false }), ['tokenUserInactive']],
  ['a frozen user', {}, account({ isFrozen: true }), ['tokenUserFrozen']],
  ['a user whose state cannot be read', {}, account({ isFrozen: undefined }), []],
  ['no API', {}, account({}, set({ ...PROFILE, userPermissions: [], objects: {}, fields: {} })), ['tokenNoApi']],
  ['the app off', { policies: { isEnabled: 'false' } }, account(), ['tokenAppOff']],
  ['its OAuth off', { policies: { isOauthPluginEnabled: 'false' } }, account(), ['tokenAppOff']],
  ['the first switch off', { global: { isClientCredentialsFlowEnabled: 'false' } }, account(), ['tokenSwitchGlobal']],
  [
    'the second switch off',
    { oauthPolicies: { isClientCredentialsFlowEnabled: 'false' } },
    account(),
    ['tokenSwitchPolicy'],
  ],
  ['no run-as user', { oauthPolicies: { clientCredentialsFlowUser: '' } }, account(), ['tokenNoRunAs']],
  ['another run-as user', { oauthPolicies: { clientCredentialsFlowUser: 'x@y.z' } }, account(), ['tokenOtherRunAs']],
  [
    'a run-as user in capitals',
    { oauthPolicies: { clientCredentialsFlowUser: 'ZoomInfo@acme.integration' } },
    account(),
    [],
  ],
  ['a set that the user lacks', {}, account({ sets: [] }), ['tokenNotAdmitted']],
  ['a set that comes by a group', {}, account({ sets: [], groups: [{ id: '0PG', expires: undefined }] }), []],
  ['a set by its id', { oauthPolicies: { commaSeparatedPermissionSet: 'X, 0PS000000000001' } }, account(), []],
  ['nobody admitted', { oauthPolicies: { commaSeparatedPermissionSet: '' } }, account(), ['tokenNotAdmitted']],
  [
    'its profile admitted',
    { oauthPolicies: { commaSeparatedPermissionSet: '', commaSeparatedProfile: PROFILE.name } },
    account(),
    [],
  ],
  [
    'users who approve it themselves',
    { oauthPolicies: { permittedUsersPolicyType: 'AllSelfAuthorized' } },
    account(),
    [],
  ],
  [
    'several at once',
    { global: { isClientCredentialsFlowEnabled: 'false' }, policies: { isEnabled: 'false' } },
    account({ isFrozen: true }),
    ['tokenUserFrozen', 'tokenAppOff', 'tokenSwitchGlobal'],
  ],
];

describe('what keeps a user from a token', () => {
  const now = new Date();
  const ids = (problems: readonly { readonly id: string }[]): string[] => problems.map(({ id }) => id);

  for (const [what, app, of, found] of cases) {
    it(what, () => {
      const links = brokenLinks({ request: secret, app: appState(clientApp(app)), account: of, now });
      expect(ids(links)).to.deep.equal(found);
      expectWorded(links);
    });
  }

  it('the certificate, and what belongs to it', async () => {
    const [pair, other, ended] = await Promise.all([
      makeKeyPair('ZoomInfo', 365),
      makeKeyPair('Other', 365),
      makeKeyPair('Ended', -1),
    ]);
    const jwt = (privateKey: string): TokenRequest => {
      const rest = {
        consumerKey: 'k',
        username: 'zoominfo@acme.integration',
        audience: 'https://login.salesforce.com',
      };
      return { type: 'jwt', privateKey, ...rest };
    };
    const links = (certificate: string, key: string, at = now, policy = 'AdminApprovedPreAuthorized'): string[] => {
      const app = clientApp({
        global: { certificate, isClientCredentialsFlowEnabled: 'false' },
        oauthPolicies: { permittedUsersPolicyType: policy },
      });
      const found = brokenLinks({ request: jwt(key), app: appState(app), account: account(), now: at });
      expectWorded(found);
      return ids(found);
    };
    expect(links(pair.certificate.pem, pair.privateKey)).to.deep.equal([]);
    expect(links('', pair.privateKey)).to.deep.equal(['tokenNoCertificate']);
    expect(links(pair.certificate.pem, other.privateKey)).to.deep.equal(['tokenKeyMismatch']);
    expect(links(ended.certificate.pem, ended.privateKey)).to.deep.equal(['tokenCertificateEnded']);
    expect(links(pair.certificate.pem, pair.privateKey, new Date('2020-01-01'))).to.deep.equal([
      'tokenCertificateEarly',
    ]);
    expect(links(pair.certificate.pem, pair.privateKey, now, 'AllSelfAuthorized')).to.deep.equal([
      'tokenSelfAuthorized',
    ]);
  });
});

describe('what the token endpoint says', () => {
  const rows = [
    ['invalid_grant', 'no client credentials user enabled', 'tokenNoUser', true],
    ['invalid_request', 'scope parameter not supported', 'tokenScope', false],
    ['invalid_grant', "user hasn't approved this consumer", 'tokenNotApproved', true],
    ['invalid_client_id', 'client identifier invalid', 'tokenUnknownKey', true],
    ['invalid_client', 'invalid client credentials', 'tokenWrongSecret', false],
    ['invalid_app_access', 'user is not admin approved to access this app', 'tokenNotApproved', true],
    ['invalid_grant', 'ip restricted', 'tokenIp', false],
    ['invalid_grant', 'request not supported on this domain', 'tokenDomain', false],
    ['invalid_grant', 'audience is invalid', 'tokenAudience', false],
    ['invalid_grant', 'Audience validation failed', 'tokenAudience', false],
    ['invalid_grant', 'expired assertion', 'tokenAssertion', false],
    ['invalid_grant', 'invalid assertion', 'tokenAssertion', false],
    ['invalid_grant', 'inactive user', 'tokenUser', false],
    ['invalid_grant', 'authentication failure', 'tokenUser', false],
    ['unsupported_grant_type', 'grant type not supported', 'tokenFlowOff', true],
    ['rate_limit_exceeded', 'login rate exceeded', 'tokenRate', false],
    ['something_new', '100 % strange', 'tokenOther', false],
  ] as const;
  const found = (of = account()) => ({ request: secret, app: appState(clientApp()), account: of, now: new Date() });

  for (const [error, description, id, passes] of rows) {
    it(`${error}: ${description}`, () => {
      const causes = tokenCauses({ outcome: 'refused', error, description }, found());
      expect(causes.problems.map((one) => one.id)).to.deep.equal([id]);
      expect(causes.passes).to.equal(passes);
      expectWorded(causes.problems);
      const [told] = causes.problems.map(finding);
      expect(told?.message).to.include(`${error}: ${description}`);
      expect(`${String(told?.message)} ${String(told?.fix)}`).not.to.match(/%s|undefined/);
    });

    it(`${error}: ${description}, with the cause in the org: nothing is waited for`, () => {
      const causes = tokenCauses({ outcome: 'refused', error, description }, found(account({ isFrozen: true })));
      expect(causes.problems.map((one) => one.id)).to.deep.equal(['tokenRefused', 'tokenUserFrozen']);
      expectWorded(causes.problems);
      expect(causes.passes).to.equal(false);
    });
  }
});
