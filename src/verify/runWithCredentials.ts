import type { Run, RunEvent, RunOptions, UserRun } from '../apply/run.ts';
import { defaultPermissionSetLabel, defaultUsername } from '../definition/names.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { Org } from '../org/wire/transport.ts';
import { runChecked } from './runChecked.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { readCertificate } from '../credential/certificate.ts';
import { createCredential, type CredentialDone } from '../credential/create.ts';
import type { CredentialWish } from '../credential/plan.ts';
import { readCredentials } from '../credential/snapshot.ts';

/** The credential of one user of a run. */
export type UserCredential = {
  readonly wish: CredentialWish;
  readonly done: CredentialDone;
  readonly instanceUrl: string;
};

/** What the run itself mends before the credential is made. */
const MENDED = ['credentialInactive', 'credentialNotApiOnly', 'credentialNoOwnSet', 'credentialLicense'];
const MADE = { secret: undefined, secretFile: undefined, key: undefined, days: 0 };

type Asked = {
  readonly index: number;
  readonly wish: CredentialWish;
  readonly known: readonly Problem[];
};

/**
 * A checked run that ends with how its users log in. What stands against a credential stops the run before its first write, as everything
 * does; a secret goes nowhere here, for a file describes users and does not say whose hands it is for.
 * @param describe words for the description of the app of a user
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function runWithCredentials(
  org: Org,
  users: readonly UserDefinition[],
  options: RunOptions,
  onEvent: (event: RunEvent) => void,
  describe: (username: string) => string,
): Promise<Run> {
  const asked = await Promise.all(users.flatMap((user, index) => wishOf(org, user, index, describe)));
  if (asked.length === 0) return runChecked(org, users, options, onEvent);
  const planned = await credentialsOf(org, asked, true);
  const known = planned.flatMap(({ done }) => done.problems.filter(({ id }) => !MENDED.includes(id)));
  const stops = known.filter(({ severity }) => severity === 'error');
  const run = await runChecked(org, users, { ...options, known: [...options.known, ...stops] }, onEvent);
  const pairs = asked.flatMap((one, at) => {
    const [user, dry] = [run.users[one.index], planned[at]];
    return user && dry ? [{ one, user, dry }] : [];
  });
  const due = options.dryRun ? [] : pairs.filter(({ user, dry }) => isThere(user) && !isDone(user, dry));
  const written = await unlessRefused(
    () =>
      credentialsOf(
        org,
        due.map(({ one }) => one),
        false,
      ),
    (reason) => due.map(({ dry }) => unread(dry, reason)),
  );
  const after = new Map(
    pairs.map(({ one, user, dry }) => {
      const at = due.findIndex((other) => other.one === one);
      return [one.index, told(user, written[at] ?? dry)];
    }),
  );
  return { ...run, users: run.users.map((user, index) => after.get(index) ?? user) };
}

/** Nothing was to be done, and nothing changed meanwhile. */
function isDone(user: UserRun, { done }: UserCredential): boolean {
  return user.outcome === 'unchanged' && done.outcome === 'unchanged';
}

/** The user is there, but the org no longer tells what its credential depends on. */
function unread({ done, ...credential }: UserCredential, reason: string): UserCredential {
  const { app } = credential.wish.credential;
  const problems = [error('credentialUnread', app, [app, reason])];
  return { ...credential, done: { ...done, outcome: 'failed', status: 'failed', problems } };
}

function isThere({ outcome }: UserRun): boolean {
  return outcome === 'created' || outcome === 'updated' || outcome === 'unchanged';
}

/** The user with its credential; what became of it counts for the user as a whole. */
function told(user: UserRun, credential: UserCredential): UserRun {
  const { outcome } = credential.done;
  if (user.outcome === 'blocked' || user.outcome === 'failed' || outcome === 'unchanged')
    return { ...user, credential };
  if (outcome === 'failed' && user.outcome === 'planned') return { ...user, credential };
  const more = outcome === 'created' ? 'updated' : outcome;
  const counts = user.outcome === 'unchanged' || outcome === 'failed' ? more : user.outcome;
  return { ...user, credential, outcome: counts };
}

function wishOf(
  org: Org,
  user: UserDefinition,
  index: number,
  describe: (username: string) => string,
): Promise<Asked>[] {
  const { credential, name } = user;
  if (credential === undefined) return [];
  const { connection } = org;
  const orgId = connection.getAuthInfoFields().orgId ?? '';
  const username = user.username ?? defaultUsername(name, connection.instanceUrl, orgId);
  const permissionSets = user.permissionSet ? [user.permissionSet.name] : user.permissionSets;
  const read = async (): Promise<Asked> => {
    const file = credential.certificate === undefined ? undefined : await readCertificate(credential.certificate);
    const wish = {
      ...{
        username,
        credential,
        label: defaultPermissionSetLabel(name),
        permissionSets,
        certificate: file?.certificate,
      },
      ...{ keyOut: undefined, keyFits: false, asksSecret: false, description: describe(username) },
    };
    return { index, wish, known: file?.problems ?? [] };
  };
  return [read()];
}

/** One shared read, then one after the other: a deploy locks what it writes. */
async function credentialsOf(org: Org, asked: readonly Asked[], dryRun: boolean): Promise<UserCredential[]> {
  if (asked.length === 0) return [];
  const asks = asked.map(({ wish: { username, credential } }) => {
    return { username, appOf: () => credential.app, asksOwnSets: false };
  });
  const snapshots = await readCredentials(org, asks, false);
  const credentials: UserCredential[] = [];
  for (const [at, { wish, known }] of asked.entries()) {
    const snapshot = snapshots[at];
    if (snapshot === undefined) continue;
    const done = await createCredential(org, wish, snapshot, { ...MADE, dryRun, known });
    credentials.push({ wish, done, instanceUrl: snapshot.instanceUrl });
  }
  return credentials;
}
