import { expect } from 'chai';
import { planProfile } from '../../src/plan/profile.ts';
import { context, line, type Given } from './given.ts';
import {
  license,
  permissionSet,
  OWN_SET,
  OWN_SET_ID,
  profile,
  PSL_ID,
  STANDARD_PROFILE,
  USER_LICENSE_ID,
} from './snapshot.ts';

const NEVER = 'PasswordNeverExpires';
const OLD_STANDARD = 'Salesforce API Only System Integrations';
const DEFAULT = 'Integration API Only';
const learned = (profileCannotHold: string[], setCannotHold: string[] = []) => ({
  learned: {
    profileCannotHold: new Set(profileCannotHold),
    setCannotHold: new Set(setCannotHold),
    goesByItself: new Set<string>(),
  },
});

type Case = {
  readonly title: string;
  readonly given: Given;
  readonly changes: readonly string[];
  readonly handedOn?: readonly string[];
  readonly problems?: readonly string[];
};

const CASES: readonly Case[] = [
  {
    title: 'no profile: it is made with the default permission',
    given: {},
    changes: [`create Profile ${DEFAULT} (${NEVER})`],
  },
  {
    title: 'no profile and no permissions wanted: it is made bare',
    given: { user: { profile: { permissions: [] } } },
    changes: [`create Profile ${DEFAULT}`],
  },
  {
    title: 'permissions that the license brings are never sent',
    given: { user: { profile: { permissions: ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser', 'RunReports'] } } },
    changes: [`create Profile ${DEFAULT} (RunReports)`],
  },
  {
    title: 'the profile is complete: nothing',
    given: { state: { profiles: [profile(DEFAULT, { permissions: new Set([NEVER]) })] } },
    changes: [],
  },
  {
    title: 'the default profile lacks the default permission: it gains it',
    given: { state: { profiles: [profile(DEFAULT)] } },
    changes: [`update Profile ${DEFAULT} (${NEVER})`],
  },
  {
    title: 'a profile of somebody else is found in any case, and gains no default: the set gets it',
    given: { user: { profile: { name: 'THEIRS' } }, state: { profiles: [profile('Theirs')] } },
    changes: [],
    handedOn: [NEVER],
  },
  {
    title: 'a profile of somebody else gains a wish',
    given: {
      user: { profile: { name: 'Theirs', permissions: ['RunReports'] } },
      state: { profiles: [profile('Theirs')] },
    },
    changes: ['update Profile Theirs (RunReports)'],
  },
  ...[STANDARD_PROFILE, OLD_STANDARD].map((name): Case => ({
    title: `"${name}" is never changed: a wish goes to the set`,
    given: { user: { profile: { name, permissions: ['RunReports'] } }, state: { profiles: [profile(name)] } },
    changes: [],
    handedOn: ['RunReports'],
  })),
  {
    title: 'the own set holds the permission already: it keeps it, and the profile is not asked again',
    given: {
      state: {
        profiles: [profile(DEFAULT)],
        permissionSets: [permissionSet(OWN_SET, { permissions: new Set([NEVER]) })],
      },
    },
    changes: [],
    handedOn: [NEVER],
  },
  {
    title: 'no set to go to, and no profile yet: it is made with the default permission',
    given: { user: { permissionSet: 'none' } },
    changes: [`create Profile ${DEFAULT} (${NEVER})`],
  },
  {
    title: 'no set to go to, and the profile lacks the default permission: it was left out once and is again',
    given: { user: { permissionSet: 'none' }, state: { profiles: [profile(DEFAULT)] } },
    changes: [],
    problems: [`warning defaultPermissionSkipped ${NEVER}`],
  },
  {
    title: 'no set to go to, and the profile lacks a wish: it gains it',
    given: {
      user: { permissionSet: 'none', profile: { permissions: ['RunReports'] } },
      state: { profiles: [profile(DEFAULT)] },
    },
    changes: [`update Profile ${DEFAULT} (RunReports)`],
  },
  {
    title: 'the own set is shared with others and lacks a wish: the profile gains it',
    given: {
      user: { profile: { permissions: ['RunReports'] } },
      state: {
        profiles: [profile(DEFAULT)],
        permissionSets: [permissionSet(OWN_SET)],
        foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
      },
    },
    changes: [`update Profile ${DEFAULT} (RunReports)`],
  },
  {
    title: 'a set of the same name out of a package is not the own set',
    given: {
      state: {
        profiles: [profile(DEFAULT)],
        permissionSets: [permissionSet(OWN_SET, { namespace: 'ns', permissions: new Set([NEVER]) })],
      },
    },
    changes: [`update Profile ${DEFAULT} (${NEVER})`],
  },
  {
    title: 'learned that the profile cannot hold it: the set gets it',
    given: { options: learned([NEVER]) },
    changes: [`create Profile ${DEFAULT}`],
    handedOn: [NEVER],
  },
  {
    title: 'learned that one of two cannot be held: the other stays on the profile',
    given: { user: { profile: { permissions: [NEVER, 'RunReports'] } }, options: learned([NEVER]) },
    changes: [`create Profile ${DEFAULT} (RunReports)`],
    handedOn: [NEVER],
  },
  {
    title: 'learned that neither can hold the default: skipped with a warning',
    given: { options: learned([NEVER], [NEVER]) },
    changes: [`create Profile ${DEFAULT}`],
    problems: [`warning defaultPermissionSkipped ${NEVER}`],
  },
  {
    title: 'learned that the profile cannot hold the default, and others have the set too: skipped with a warning',
    given: {
      state: {
        permissionSets: [permissionSet(OWN_SET)],
        foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
      },
      options: learned([NEVER]),
    },
    changes: [`create Profile ${DEFAULT}`],
    problems: [`warning defaultPermissionSkipped ${NEVER}`],
  },
  {
    title: 'the default profile lacks the default, and others have the set that lacks it too: not asked for again',
    given: {
      state: {
        profiles: [profile(DEFAULT)],
        permissionSets: [permissionSet(OWN_SET)],
        setGroups: [{ groupId: 'g', groupName: 'Group', setId: OWN_SET_ID, setName: OWN_SET, permissions: new Set() }],
      },
    },
    changes: [],
    problems: [`warning defaultPermissionSkipped ${NEVER}`],
  },
  {
    title:
      'learned that the profile cannot hold a wish, and others have the set too: the set must, which is refused there',
    given: {
      user: { profile: { permissions: [NEVER] } },
      state: {
        permissionSets: [permissionSet(OWN_SET)],
        foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
      },
      options: learned([NEVER]),
    },
    changes: [`create Profile ${DEFAULT}`],
    handedOn: [NEVER],
  },
  {
    title: 'learned that neither can hold a wish: an error, also when the wish is the default',
    given: { user: { profile: { permissions: [NEVER] } }, options: learned([NEVER], [NEVER]) },
    changes: [`create Profile ${DEFAULT}`],
    problems: [`error permissionNowhere ${NEVER}`],
  },
  {
    title: 'the permission set license does not carry what the profile cannot hold: an error',
    given: { user: { profile: { permissions: ['RunFlow'] } }, options: learned(['RunFlow']) },
    changes: [`create Profile ${DEFAULT}`],
    problems: ['error permissionNowhere RunFlow'],
  },
  {
    title: 'another license of the user carries it',
    given: {
      user: { profile: { permissions: ['RunFlow'] }, permissionSetLicenses: ['FLOWpsl'] },
      state: {
        permissionSetLicenses: [
          license('SalesforceAPIIntegrationPsl', { id: PSL_ID }),
          license('FlowPsl', { carries: new Set(['RunFlow']) }),
        ],
      },
      options: learned(['RunFlow']),
    },
    changes: [`create Profile ${DEFAULT}`],
    handedOn: ['RunFlow'],
  },
  {
    title: 'an unknown permission is never sent',
    given: { user: { profile: { permissions: ['EditTsk'] } } },
    changes: [`create Profile ${DEFAULT}`],
    problems: ['error unknownPermission EditTsk'],
  },
  {
    title: 'a permission by its label: its API name is offered',
    given: { user: { profile: { permissions: ['password never expires'] } } },
    changes: [`create Profile ${DEFAULT}`],
    problems: ['error unknownPermission password never expires'],
  },
  {
    title: 'the set has no column for what the profile cannot hold: it is not handed on',
    given: {
      user: { profile: { name: STANDARD_PROFILE, permissions: ['RunReports'] } },
      schema: { setPermissions: new Map([['EditTask', 'Edit Task']]) },
    },
    changes: [],
    problems: ['error permissionNowhere RunReports'],
  },
  {
    title: 'a profile of the name on another license beside the right one: the right one counts',
    given: {
      state: {
        profiles: [
          profile(DEFAULT, { id: '00eother', licenseId: '100other', license: 'Salesforce' }),
          profile(DEFAULT, { permissions: new Set([NEVER]) }),
        ],
      },
    },
    changes: [],
  },
];

describe('planProfile', () => {
  for (const { title, given, changes, handedOn, problems } of CASES) {
    it(title, () => {
      const found = planProfile(context(given), new Set());
      expect(found.changes.map(line), 'changes').to.deep.equal(changes);
      expect(found.handedOn, 'handed on').to.deep.equal(handedOn ?? []);
      expect(
        found.problems.map(({ severity, id, subject }) => `${severity} ${id} ${subject}`),
        'problems',
      ).to.deep.equal(problems ?? []);
    });
  }

  it('sends the name, the license, the description and the extra permissions, and no others', () => {
    const { changes, profileId } = planProfile(
      context({ user: { profile: { name: 'P', permissions: ['RunReports', 'ApiEnabled'] } } }),
      new Set(),
    );
    expect(profileId).to.deep.equal({ ref: 'profile p' });
    expect(changes[0]?.write).to.deep.equal({
      key: 'profile p',
      method: 'POST',
      object: 'Profile',
      fields: {
        Name: 'P',
        UserLicenseId: USER_LICENSE_ID,
        Description: 'About the profile',
        PermissionsRunReports: true,
      },
    });
  });

  it('remembers what an update must be taken back to', () => {
    const { changes, profileId } = planProfile(context({ state: { profiles: [profile(DEFAULT)] } }), new Set());
    expect(profileId).to.equal(`00e${DEFAULT}`);
    expect(changes[0]?.write).to.deep.equal({
      method: 'PATCH',
      object: 'Profile',
      id: `00e${DEFAULT}`,
      fields: { PermissionsPasswordNeverExpires: true },
      before: { PermissionsPasswordNeverExpires: false },
    });
  });
});
