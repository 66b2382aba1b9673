import { expect } from 'chai';
import fc from 'fast-check';
import type { Problem } from '../../src/definition/problem.ts';
import type { Retiring, RetiringSet, RetiringUser } from '../../src/org/use/retiring.ts';
import { finding } from '../../src/report/finding.ts';
import { keyOf, ownSets, planRetire, RETIRE_STEPS, type Mode, type Wish } from '../../src/retire/plan.ts';
import { runProblems, userProblems } from '../../src/retire/problems.ts';
import { usesOf } from '../../src/retire/uses.ts';

const user = (more: Partial<RetiringUser> = {}): RetiringUser => ({
  id: '005A',
  username: 'zoominfo@acme.integration',
  lastName: 'ZoomInfo',
  isActive: true,
  license: 'Salesforce Integration',
  login: { id: '0YwA', isFrozen: false, changed: '2026-01-01T00:00:00.000+0000' },
  assignments: [],
  licenses: [],
  tokens: [],
  sessions: [],
  ...more,
});

const set = (name: string, more: Partial<RetiringSet> = {}): RetiringSet => ({
  id: `0PS${name}`,
  name,
  isCustom: true,
  holders: ['zoominfo@acme.integration'],
  isInGroup: false,
  ...more,
});

const holding = (...names: readonly string[]): RetiringUser =>
  user({ assignments: names.map((name) => ({ id: `0Pa${name}`, name, setId: `0PS${name}` })) });

const state = (one: RetiringUser, more: Partial<Retiring> = {}): Retiring => ({
  orgId: '00D',
  readAt: new Date('2026-06-30T00:00:00Z'),
  users: [one],
  sets: [],
  userLicense: undefined,
  permissionSetLicense: undefined,
  logins: [],
  callerPermissions: undefined,
  refused: new Map(),
  ...more,
});

const wish = (mode: Mode, deletePermissionSet = false): Wish => ({ mode, deletePermissionSet });
const keys = (of: Retiring, wanted: Wish): string[] => planRetire(of, wanted)[0]?.changes.map(keyOf) ?? [];
const login = (last: string, status = 'Success') => ({
  ...{ userId: '005A', application: 'ERP', type: 'Other Apex API', address: '192.0.2.1', status, last, count: 2 },
});

const frozen = { id: '0YwA', isFrozen: true, changed: '2026-06-20T00:00:00.000+0000' };

const KEYLESS = { userId: '005A', application: 'ERP', lastUsed: undefined, secret: '' };

const SESSION = { userId: '005A', type: 'API', address: '', began: '', application: '', parentId: '' };

describe('planRetire', () => {
  const cases: readonly (readonly [string, RetiringUser, Mode, readonly string[]])[] = [
    ['freezes', user(), 'freeze', ['freeze UserLogin zoominfo@acme.integration']],
    ['has nothing to freeze on a frozen user', user({ login: frozen }), 'freeze', []],
    ['unfreezes', user({ login: frozen }), 'unfreeze', ['activate UserLogin zoominfo@acme.integration']],
    ['has nothing to unfreeze on a user that is not frozen', user(), 'unfreeze', []],
    ['does not freeze an inactive user', user({ isActive: false }), 'freeze', []],
    ['deactivates', user(), 'deactivate', ['deactivate User zoominfo@acme.integration']],
    ['has nothing left to do on a retired user', user({ isActive: false, login: frozen }), 'deactivate', []],
    ['leaves tokens that nothing revokes', user({ isActive: false, tokens: [KEYLESS] }), 'deactivate', []],
    [
      'goes on with an inactive user that still holds something',
      user({ isActive: false, licenses: [{ id: '2LA', name: 'Psl' }] }),
      'deactivate',
      ['unassign PermissionSetLicenseAssign Psl'],
    ],
  ];
  for (const [what, given, mode, expected] of cases)
    it(what, () => {
      expect(keys(state(given), wish(mode))).to.deep.equal(expected);
    });

  it('counts the tokens of one application as one change', () => {
    const token = (secret: string) => ({ userId: '005A', application: 'ERP', lastUsed: undefined, secret });
    const [plan] = planRetire(state(user({ isActive: false, tokens: [token('a'), token('b')] })), wish('deactivate'));
    expect(plan?.changes.map(({ name, detail, tokens }) => [name, detail, tokens.length])).to.deep.equal([
      ['ERP', '2', 2],
    ]);
  });

  it('keeps the order of the steps, whatever a user holds, and leaves nothing once all is written', () => {
    const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'Integration_ZoomInfo'), { maxLength: 4 });
    const any = fc.record({
      isActive: fc.boolean(),
      sets: names,
      licenses: names,
      tokens: names,
      sessions: names,
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ isActive, sets, licenses, tokens, sessions, remove }) => {
        const given = state(
          {
            ...holding(...sets),
            isActive,
            licenses: licenses.map((name) => ({ id: `2LA${name}`, name })),
            tokens: tokens.map((name) => ({ userId: '005A', application: name, lastUsed: undefined, secret: name })),
            sessions: sessions.map((name) => ({ ...SESSION, id: `0Ak${name}` })),
          },
          { sets: sets.map((name) => set(name)) },
        );
        const [plan] = planRetire(given, wish('deactivate', remove));
        const steps = (plan?.changes ?? []).map(({ step }) => RETIRE_STEPS.indexOf(step));
        expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
        const gone = new Set((plan?.changes ?? []).flatMap(({ writes }) => writes.map(({ id }) => id)));
        expect(sets.every((name) => gone.has(`0Pa${name}`))).to.equal(true);
        expect(licenses.every((name) => gone.has(`2LA${name}`))).to.equal(true);
        expect(sessions.every((name) => gone.has(`0Ak${name}`))).to.equal(true);
        expect(plan?.changes.flatMap((change) => change.tokens)).to.have.length(tokens.length);
        const after = state(user({ isActive: false }), {
          sets: given.sets.filter(({ id }) => !gone.has(id)).map((one) => ({ ...one, holders: [] })),
        });
        expect(keys(after, wish('deactivate', false))).to.deep.equal([]);
      }),
    );
  });
});

describe('ownSets', () => {
  const own = (one: RetiringUser, ...sets: readonly RetiringSet[]): string[] =>
    ownSets(one, sets).map(({ name }) => name);

  it('takes the one that is named like the integration', () => {
    expect(own(holding('Other', 'Integration_ZoomInfo'), set('Other'), set('Integration_ZoomInfo'))).to.deep.equal([
      'Integration_ZoomInfo',
    ]);
  });
  it('takes the only one that the user has alone', () => {
    expect(own(holding('Other', 'Shared'), set('Other'), set('Shared', { holders: ['a@b.c'] }))).to.deep.equal([
      'Other',
    ]);
  });
  it('takes none of several without such a name', () => {
    expect(own(holding('A', 'B'), set('A'), set('B'))).to.deep.equal([]);
  });
  it('takes none that somebody else has, that is in a group, or that is not of this org', () => {
    const name = 'Integration_ZoomInfo';
    for (const more of [{ holders: ['zoominfo@acme.integration', 'a@b.c'] }, { isInGroup: true }, { isCustom: false }])
      expect(own(holding(name), set(name, more)), JSON.stringify(more)).to.deep.equal([]);
  });
  it('takes the one of that name when nobody has it any more, and no other of those', () => {
    const none = { holders: [] };
    expect(own(user(), set('Integration_ZoomInfo', none))).to.deep.equal(['Integration_ZoomInfo']);
    expect(own(user(), set('Integration_Other', none))).to.deep.equal([]);
  });
});

describe('problems of a retirement', () => {
  const ids = (one: RetiringUser, mode: Mode, more: Partial<Retiring> = {}, caller = 'admin@acme.com'): string[] =>
    said(userProblems(one, state(one, more), caller, wish(mode, true)));

  /** The ids of problems whose texts have a place for all that is to be said. */
  const said = (problems: readonly Problem[]): string[] =>
    problems.map((problem) => {
      const { message, fix } = finding(problem);
      for (const token of problem.tokens) expect(message, problem.id).to.contain(token);
      for (const token of problem.fixTokens) expect(fix, problem.id).to.contain(token);
      expect(`${message} ${fix}`, problem.id).not.to.match(/%s|undefined/);
      return problem.id;
    });

  const cases: readonly (readonly [string, RetiringUser, Mode, Partial<Retiring>, readonly string[]])[] = [
    ['nothing', user(), 'deactivate', {}, []],
    ['another license', user({ license: 'Salesforce' }), 'freeze', {}, ['retireOtherLicense']],
    ['no login to freeze', user({ login: undefined }), 'freeze', {}, ['userLoginMissing']],
    ['inactive, to be unfrozen', user({ isActive: false }), 'unfreeze', {}, ['unfreezeInactive']],
    ['inactive, to be frozen', user({ isActive: false }), 'freeze', {}, ['freezeInactive']],
    ['used of late', user(), 'freeze', { logins: [login('2026-06-29T00:00:00.000+0000')] }, ['stillUsed']],
    [
      'tried since it was frozen',
      user({ login: frozen }),
      'deactivate',
      { logins: [login('2026-06-29T00:00:00.000+0000', 'User is Frozen')] },
      ['stillTries'],
    ],
    ['a token without a key', user({ tokens: [KEYLESS] }), 'deactivate', {}, ['tokensKept']],
    ['a shared set', holding('S'), 'deactivate', { sets: [set('S', { holders: ['a@b.c'] })] }, ['setKeptShared']],
    ['a set in a group', holding('S'), 'deactivate', { sets: [set('S', { isInGroup: true })] }, ['setKeptInGroup']],
    ['a set of a package', holding('S'), 'deactivate', { sets: [set('S', { isCustom: false })] }, ['setKeptForeign']],
    [
      'two sets alone',
      holding('S', 'T'),
      'deactivate',
      { sets: [set('S'), set('T')] },
      ['setKeptUnclear', 'setKeptUnclear'],
    ],
  ];
  for (const [what, one, mode, more, expected] of cases)
    it(`${what}: ${expected.join(', ') || 'none'}`, () => {
      expect(ids(one, mode, more)).to.deep.equal(expected);
    });

  it('the running user, in any case of letters', () => {
    expect(ids(user(), 'freeze', {}, 'ZoomInfo@Acme.Integration')).to.deep.equal(['retireSelf']);
  });

  it('what the caller lacks or does not see', () => {
    const of = (permissions: readonly string[] | undefined, mode: Mode): string[] => {
      const given = state(user(), { callerPermissions: permissions && new Set(permissions) });
      const plans = planRetire(given, wish(mode));
      return said(runProblems(given, plans, 'admin@acme.com', wish(mode)));
    };
    expect(of(undefined, 'deactivate'), 'not known').to.deep.equal([]);
    expect(of(['ManageUsers'], 'freeze')).to.deep.equal([]);
    expect(of(['FreezeUsers'], 'freeze')).to.deep.equal(['loginsUnseen', 'tokensUnseen']);
    expect(of(['ManageInternalUsers', 'MonitorLoginHistory', 'CustomizeApplication'], 'deactivate')).to.deep.equal([
      'sessionsUnseen',
    ]);
    expect(of(['MonitorLoginHistory', 'CustomizeApplication'], 'freeze')).to.deep.equal(['callerLacks']);
  });

  it('what could not be read stands in the way only where it is needed', () => {
    const refused = new Map([['UserLogin', 'INVALID_TYPE']]);
    const of = (mode: Mode): string[] =>
      said(runProblems(state(user(), { refused }), [], 'admin@acme.com', wish(mode)));
    expect(of('freeze')).to.deep.equal(['unreadable']);
    expect(of('deactivate')).to.deep.equal([]);
  });
});

describe('usesOf', () => {
  const uses = (one: RetiringUser, ...logins: readonly ReturnType<typeof login>[]) =>
    usesOf(one, state(one, { logins }));

  it('is recent within 30 days, where it worked', () => {
    const all = uses(
      user(),
      login('2026-06-01T00:00:00.000+0000'),
      login('2026-05-30T00:00:00.000+0000'),
      login('2026-06-29T00:00:00.000+0000', 'Failed'),
    );
    expect(all.map(({ last, isRecent }) => [last?.slice(0, 10), isRecent])).to.deep.equal([
      ['2026-06-29', false],
      ['2026-06-01', true],
      ['2026-05-30', false],
    ]);
  });

  it('is since the freezing, whether it worked or not', () => {
    const one = user({ login: frozen });
    const all = uses(
      one,
      login('2026-06-21T00:00:00.000+0000', 'User is Frozen'),
      login('2026-06-19T00:00:00.000+0000'),
    );
    expect(all.map(({ sinceFrozen }) => sinceFrozen)).to.deep.equal([true, false]);
  });

  it('leaves out what other users do, and counts tokens by application', () => {
    const token = (lastUsed: string | undefined) => ({ userId: '005A', application: 'CRM', lastUsed, secret: 'x' });
    const one = user({ tokens: [token('2026-06-02'), token(undefined)] });
    const all = uses(one, { ...login('2026-06-01'), userId: '005B' });
    expect(all).to.have.length(1);
    expect(all[0]).to.include({ kind: 'token', application: 'CRM', last: '2026-06-02', count: 2 });
  });
});
