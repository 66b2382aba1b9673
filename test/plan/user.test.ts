import { expect } from 'chai';
import { defaultUsername } from '../../src/definition/names.ts';
import { MAX_NAME } from '../../src/definition/validate.ts';
import { packed, partsOf, type RecordWrite } from '../../src/org/write/records.ts';
import { isRecordWrite } from '../../src/plan/change.ts';
import { complete, DEFAULT_PROFILE } from './complete.ts';
import { changesOf, lines, planned, problems, type Given } from './given.ts';
import { assignment, orgUser, OWN_SET, OWN_SET_ID, PSL_ID, USER_ID, USERNAME } from './snapshot.ts';

const named = (...names: string[]) => names.map((name) => ({ id: `id of ${name}`, name, namespace: undefined }));
/** Profile and permission set are there; the user is what is left to plan. */
const ready = (more: Given['state'] = {}): NonNullable<Given['state']> =>
  complete({ users: [], licenseAssignments: [], setAssignments: [], ...more });

const CASES: readonly { readonly title: string; readonly given: Given; readonly changes: readonly string[] }[] = [
  {
    title: 'no user: user, license, own set, in this order',
    given: { state: ready() },
    changes: [
      `create User ${USERNAME}`,
      'assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl',
      `assign PermissionSetAssignment ${OWN_SET}`,
    ],
  },
  {
    title: 'all is there, and what the profile owns: nothing',
    given: {
      state: complete({
        setAssignments: [assignment(USER_ID, OWN_SET_ID), assignment(USER_ID, '0PSprofile', { ownedByProfile: true })],
      }),
    },
    changes: [],
  },
  {
    title: 'the user is inactive: it is activated',
    given: { state: complete({ users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id, isActive: false })] }) },
    changes: [`activate User ${USERNAME} (IsActive)`],
  },
  {
    title: 'the user has another profile and another role',
    given: {
      user: { role: 'integrations' },
      state: complete({
        users: [orgUser(USERNAME, { profileId: '00eX', roleId: '00Eold' })],
        roles: named('Integrations'),
      }),
    },
    changes: [`update User ${USERNAME} (ProfileId, UserRoleId)`],
  },
  {
    title: 'another e-mail address is described; case does not count',
    given: {
      user: { email: 'New@acme.com' },
      state: complete({ users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id })] }),
    },
    changes: [`update User ${USERNAME} (Email)`],
  },
  {
    title: 'the e-mail address is the same in another case, or none is described',
    given: {
      user: { email: 'TEAM@acme.com' },
      state: complete({ users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id })] }),
    },
    changes: [],
  },
  {
    title: 'the user is named otherwise: create does not rename it',
    given: { state: complete({ users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id, lastName: 'Old' })] }) },
    changes: [],
  },
  {
    title: 'no role is described: the role that the user has stays',
    given: { state: complete({ users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id, roleId: '00Eold' })] }) },
    changes: [],
  },
  {
    title: 'the role is there already',
    given: {
      user: { role: 'Integrations' },
      state: complete({
        users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id, roleId: 'id of Integrations' })],
        roles: named('Integrations'),
      }),
    },
    changes: [],
  },
];

describe('the plan of a user', () => {
  for (const { title, given, changes } of CASES) {
    it(title, () => {
      expect(lines(given)).to.deep.equal(changes);
      expect(problems(given)).to.deep.equal([]);
    });
  }

  const userFields = (given: Given): unknown => {
    const [write] = changesOf(given).flatMap((change) =>
      change.type === 'User' && isRecordWrite(change.write) ? [change.write] : [],
    );
    return write?.fields;
  };

  it('makes a user with the locale of the org, and never with a feature license', () => {
    expect(userFields({ user: { role: 'R' }, state: ready({ roles: named('R') }) })).to.deep.equal({
      Username: USERNAME,
      LastName: 'Zoom',
      Alias: 'zoom',
      Email: 'team@acme.com',
      ProfileId: DEFAULT_PROFILE.id,
      UserRoleId: 'id of R',
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'de_DE',
      LanguageLocaleKey: 'de',
      EmailEncodingKey: 'UTF-8',
      IsActive: true,
    });
  });

  it('takes the e-mail address of the caller where none is given', () => {
    expect(userFields({ withoutEmail: true, state: ready() })).to.include({ Email: 'admin@acme.com' });
    expect(userFields({ withoutEmail: true, state: ready({ caller: undefined }) })).to.include({ Email: null });
  });

  it('refers to a a set and a user that are still to be made', () => {
    const writes = changesOf({}).flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
    expect(writes.map(({ key, object }) => key ?? object)).to.deep.equal([
      'profile integration api only',
      'permissionSet',
      'user',
      'PermissionSetLicenseAssign',
      'PermissionSetAssignment',
    ]);
    expect(writes[2]?.fields['ProfileId']).to.deep.equal({ ref: 'profile integration api only' });
    expect(writes[3]?.fields).to.deep.equal({ AssigneeId: { ref: 'user' }, PermissionSetLicenseId: PSL_ID });
    expect(writes[4]?.fields).to.deep.equal({ AssigneeId: { ref: 'user' }, PermissionSetId: { ref: 'permissionSet' } });
  });

  it('remembers what updates of a user must be taken back to', () => {
    const users = [orgUser(USERNAME, { profileId: '00eX', isActive: false })];
    const writes = changesOf({ user: { role: 'R' }, state: complete({ users, roles: named('R') }) }).flatMap(
      ({ write }) => (isRecordWrite(write) ? [write] : []),
    );
    expect(Object.assign({}, ...writes.map(({ fields }) => fields))).to.deep.equal({
      IsActive: true,
      ProfileId: DEFAULT_PROFILE.id,
      UserRoleId: 'id of R',
    });
    expect(Object.assign({}, ...writes.map(({ before }) => before))).to.deep.equal({
      IsActive: false,
      ProfileId: '00eX',
      UserRoleId: null,
    });
  });

  it('never updates one user twice in one request: Salesforce answers "duplicate id specified" (Knowledge 000384876)', () => {
    const users = [orgUser(USERNAME, { profileId: '00eX', isActive: false })];
    const writes = changesOf({ user: { role: 'R' }, state: complete({ users, roles: named('R') }) }).flatMap(
      ({ write }) => (isRecordWrite(write) ? [write] : []),
    );
    for (const part of packed(partsOf(writes)).flat()) {
      const ids = part.writes.flatMap(({ id }: RecordWrite) => id ?? []);
      expect(ids).to.deep.equal([...new Set(ids)]);
    }
  });

  it('refuses what reaches the user from elsewhere and demands MFA on API logins', () => {
    const row = assignment(USER_ID, '0PSStrict', { permissions: new Set(['TwoFactorApi']) });
    expect(problems({ state: complete({ setAssignments: [assignment(USER_ID, OWN_SET_ID), row] }) })).to.deep.equal([
      'error mfaForApiInSet Strict',
    ]);
  });

  it('knows the user by id once there is one', () => {
    expect(planned({ state: complete() }).userId).to.equal(USER_ID);
    expect(planned({}).userId).to.equal(undefined);
  });

  it('never writes a default username that is longer than Salesforce takes', () => {
    const username = defaultUsername('x'.repeat(MAX_NAME), 'https://acme--uat.sandbox.my.salesforce.com', '');
    const blocked = problems({ username, state: ready() }).some((problem) =>
      problem.startsWith('error usernameTooLong'),
    );
    expect(username.length <= 80 || blocked).to.equal(true);
  });
});
