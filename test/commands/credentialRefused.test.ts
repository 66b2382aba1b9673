import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import IntegrationUserCredentialCreate from '../../src/commands/integration-user/credential/create.ts';
import type { WriteResult } from '../../src/report/result.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { credentialCreate, credentialCreateJson, credentialRotateJson, openSecrets } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { apply, create, createJson, runJson, type Options, type RanJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

const SECRET = ['--type', 'client-credentials'];
/** In each org of these tests there is an app of the user. */
const TAKEN = 'Taken';

type Run = (org: RunningOrg, args: readonly string[], options?: Options) => Promise<RanJson<WriteResult>>;

/** A state in which a credential cannot be. */
type Case = {
  readonly what: string;
  readonly prepare?: (org: RunningOrg, at: (name: string) => string) => Promise<void> | void;
  /** Arguments of `credential create`; undefined: client credentials, no place for the secret. */
  readonly args?: (at: (name: string) => string) => readonly string[];
  readonly options?: Options;
  readonly blockers: readonly string[];
};

const applyJson: Run = (org, args, options) => apply.json(org, args, options);
const user = (org: RunningOrg): string => idOf(org, 'User', { Username: USERNAME });
const lacking = (org: RunningOrg, profile: string, permission: string): void => {
  const id = idOf(org, 'Profile', { Name: profile });
  org.org.store.update('Profile', id, { [permission]: 0 });
  org.org.store.update('PermissionSet', idOf(org, 'PermissionSet', { ProfileId: id }), { [permission]: 0 });
};
const admin = (org: RunningOrg, ...permissions: readonly string[]): void => {
  for (const one of permissions) lacking(org, 'System Administrator', `Permissions${one}`);
};
const marks = (org: RunningOrg, from: string, to: string): void => {
  org.org.store.db.prepare('UPDATE _Metadata SET Content = replace(Content, ?, ?)').run(from, to);
};
const freeze = (org: RunningOrg): void => {
  org.org.store.db.prepare('UPDATE UserLogin SET IsFrozen = 1 WHERE UserId = ?').run(user(org));
};
const notMetadata = (org: RunningOrg): void => {
  admin(org, 'ModifyMetadata', 'ModifyAllData');
};

/** Of the org, of who asks, and of the app: against every command alike. */
const ORG: readonly Case[] = [
  { what: 'no My Domain', options: { host: 'na44.salesforce.com' }, blockers: ['credential-no-my-domain'] },
  { what: 'a caller without ModifyMetadata', prepare: notMetadata, blockers: ['credential-caller-lacks'] },
  {
    what: 'an app of that name that somebody else made',
    prepare: (org) => {
      marks(org, '[sf integration-user', '[by hand');
    },
    blockers: ['credential-app-foreign'],
  },
  {
    what: 'an app of that name that was made for another user',
    prepare: (org) => {
      marks(org, user(org).slice(0, 15), '005000000000001');
    },
    blockers: ['credential-app-of-other'],
  },
  { what: 'a frozen user', prepare: freeze, blockers: ['credential-frozen'] },
];

/** Of the user: what a definition mends itself. */
const USER: readonly Case[] = [
  {
    what: 'an inactive user',
    prepare: (org) => {
      org.org.store.update('User', user(org), { IsActive: 0 });
    },
    blockers: ['credential-inactive'],
  },
  {
    what: 'a user who is not API-only',
    prepare: (org) => {
      lacking(org, PROFILE, 'PermissionsApiUserOnly');
    },
    blockers: ['credential-not-api-only'],
  },
];

/** Of the place for the secret. */
const PLACE: readonly Case[] = [
  {
    what: 'an org that does not let the API read secrets',
    args: (at) => [...SECRET, '--secret-out', at('secret')],
    blockers: ['credential-secrets-off'],
  },
  {
    what: 'a caller who may not see secrets',
    prepare: async (org) => {
      await openSecrets(org);
      admin(org, 'ViewClientSecret', 'ExternalClientAppDeveloper');
    },
    args: (at) => [...SECRET, '--secret-out', at('secret')],
    blockers: ['credential-caller-lacks', 'credential-caller-lacks'],
  },
  {
    what: 'a file for the secret that exists',
    prepare: async (org, at) => {
      await openSecrets(org);
      writeFileSync(at('secret'), 'mine');
    },
    args: (at) => [...SECRET, '--secret-out', at('secret')],
    blockers: ['secret-file-exists'],
  },
  {
    what: 'a command for the secret that is not there',
    prepare: openSecrets,
    args: () => [...SECRET, '--secret-to', 'no-such-program put'],
    blockers: ['secret-program'],
  },
];

describe('a credential that cannot be: a clear error before the first write, org and disk unchanged', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-refused-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const onDisk = (): string[][] => readdirSync(folder).map((name) => [name, readFileSync(at(name), 'utf8')]);

  function refused({ what, prepare, options, blockers }: Case, run: Run, args: () => readonly string[]): void {
    it(what, () =>
      withOrg({}, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        expect((await credentialCreate(org, [...SECRET, '--app', TAKEN])).exitCode).to.equal(0);
        await prepare?.(org, at);
        const given = args();
        const before = { org: dumpOf(org), disk: onDisk() };
        const { json, exitCode, requests } = await run(org, given, options);
        expect(json.result?.blockers.map(({ id }) => id)).to.have.members([...blockers]);
        expect(exitCode).to.equal(blockers.includes('credential-flag') ? 2 : 1);
        for (const { message, fix } of json.result?.blockers ?? []) {
          expect(json.message).to.contain(message);
          expect(json.actions).to.include(fix);
          expect(message + fix).not.to.match(/%s|undefined|\[object/);
        }
        expect(writesOf(requests).map(inShort)).to.deep.equal([]);
        expectSame(before.org, dumpOf(org));
        expect(onDisk()).to.deep.equal(before.disk);
      }),
    );
  }

  describe('credential create', () => {
    for (const one of [...ORG, ...USER])
      refused(one, credentialCreateJson, () => [...SECRET, '--app', TAKEN, '--scope', 'web']);
    for (const one of PLACE) refused(one, credentialCreateJson, () => one.args?.(at) ?? SECRET);
    const keyFile: Case = {
      what: 'a file for the key that exists',
      prepare: (_, path) => {
        writeFileSync(path('key'), 'mine');
      },
      blockers: ['secret-file-exists'],
    };
    refused(keyFile, credentialCreateJson, () => ['--type', 'jwt', '--key-out', at('key')]);
    refused({ what: 'no folder for the key', blockers: ['secret-folder'] }, credentialCreateJson, () => {
      return ['--type', 'jwt', '--key-out', at('none/key')];
    });
    refused(
      {
        what: 'a user without a set of its own',
        blockers: ['credential-no-own-set'],
        prepare: (org) => {
          org.org.store.db
            .prepare(
              'DELETE FROM PermissionSetAssignment WHERE AssigneeId = ? AND PermissionSetId NOT IN (SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = 1)',
            )
            .run(user(org));
        },
      },
      credentialCreateJson,
      () => SECRET,
    );
    const all = ['credential-certificate-needed', 'credential-flag', 'credential-scope', 'credential-ip-range'];
    refused(
      {
        what: 'everything at once',
        blockers: [...all, 'credential-secrets-off', 'credential-frozen'],
        prepare: freeze,
      },
      credentialCreateJson,
      () => ['--type', 'jwt', '--secret-out', at('secret'), '--scope', 'apo', '--ip-range', '1.2.3'],
    );
    it('a user whom the org does not have: the nearest is named', () =>
      withOrg({}, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        const before = dumpOf(org);
        const args = ['--username', 'zoominfo@acme.integratio', ...SECRET];
        const { json, exitCode } = await runJson<WriteResult>(IntegrationUserCredentialCreate, org, args);
        expect([exitCode, json.name]).to.deep.equal([1, 'UnknownUserError']);
        expect(json.actions?.join()).to.contain(USERNAME);
        expectSame(before, dumpOf(org));
      }));
  });

  describe('credential rotate', () => {
    for (const one of [...ORG, ...USER])
      refused(one, credentialRotateJson, () => ['--app', TAKEN, '--key-out', at('key')]);
    for (const one of PLACE)
      refused(one, credentialRotateJson, () => ['--app', TAKEN, ...(one.args?.(at) ?? []).slice(SECRET.length)]);
    refused({ what: 'no app', blockers: ['test-no-app'] }, credentialRotateJson, () => ['--key-out', at('key')]);
    refused(
      { what: 'a version without a second secret', blockers: ['api-version-old'], prepare: openSecrets },
      credentialRotateJson,
      () => ['--app', TAKEN, '--secret-out', at('secret'), '--api-version', '64.0'],
    );
  });

  const file = (): string => {
    const credential = `{ type: client-credentials, app: ${TAKEN}, scopes: [web] }`;
    const users = `users:\n  - { name: ZoomInfo, username: ${USERNAME}, credential: ${credential} }\n`;
    writeFileSync(at('users.yaml'), users);
    return at('users.yaml');
  };
  describe('create with a credential in the definition', () => {
    for (const one of ORG) refused(one, createJson, () => [...ZOOMINFO, '--definition-file', file()]);
  });
  describe('apply with a credential in the definition', () => {
    for (const one of ORG) refused(one, applyJson, () => ['--definition-file', file()]);
  });
});
