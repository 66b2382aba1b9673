import { error, type Problem } from '../definition/problem.ts';
import { APP_PARTS, type ClientApp } from '../org/metadata/clientApps.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Certificate } from './certificate.ts';
import type { CredentialDone } from './create.ts';
import { appProblems, orgProblems, secretProblems, userProblems } from './preflight.ts';
import { rotateCertificate } from './rotateCertificate.ts';
import { retireSecret, rotateSecret, type Rotated } from './rotateSecret.ts';
import type { SecretSink } from './secretSink.ts';
import type { CredentialSnapshot } from './snapshot.ts';
import type { TestOptions } from './testCredential.ts';
import type { PartChange } from './wanted.ts';

/** What is to be rotated: a secret that goes to a place, a certificate, or nothing, when the old secret is to end. */
export type RotateWish = {
  readonly app: string;
  readonly secret: SecretSink | undefined;
  readonly secretFile: string | undefined;
  readonly key: SecretSink | undefined;
  readonly keyOut: string | undefined;
  readonly certificate: Certificate | undefined;
  readonly retire: boolean;
  readonly days: number;
  readonly dryRun: boolean;
  readonly known: readonly Problem[];
  /** Asked before a certificate is replaced; undefined: nobody is. */
  readonly confirm?: (app: string) => Promise<boolean>;
  readonly test: TestOptions;
};

/**
 * Rotates the secret or the certificate of an app that the plugin made for this user.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function rotate(org: Org, wish: RotateWish, snapshot: CredentialSnapshot): Promise<CredentialDone> {
  const { app, account } = snapshot;
  const problems = [...wish.known, ...rotateProblems(wish, snapshot)];
  const nothing = {
    ...{ changes: [], app, certificate: wish.certificate, problems, setupUrl: undefined },
    ...{ key: 'none' as const, secret: 'none' as const },
  };
  if (app === undefined || account === undefined || problems.some(({ severity }) => severity === 'error'))
    return { ...nothing, outcome: 'failed', status: 'planned' };
  if (wish.retire || wish.secret !== undefined) {
    const done = wish.secret
      ? await rotateSecret(org, account, app, { ...wish, secret: wish.secret })
      : await retireSecret(org, app, wish.dryRun);
    return { ...nothing, ...secretDone(wish, app, done), problems: [...problems, ...done.problems] };
  }
  const done = await rotateCertificate(org, account, app, wish);
  const failed = done.problems.some(({ severity }) => severity === 'error');
  const changed = done.changes.length > 0 || done.key === 'written' || done.key === 'planned';
  const outcome = !changed ? 'unchanged' : done.isPlanned ? 'planned' : 'updated';
  return {
    ...nothing,
    ...done,
    changes: changed ? [partChange(app, ['certificate'])] : [],
    outcome: failed ? 'failed' : outcome,
    status: failed ? 'failed' : done.isPlanned ? 'planned' : 'done',
    problems: [...problems, ...done.problems],
  };
}

/** Staged secrets came with this version (facts 6.1). */
const STAGING = 65;

function rotateProblems({ app: name, retire, secret }: RotateWish, snapshot: CredentialSnapshot): Problem[] {
  const { app, account, unread } = snapshot;
  const username = account?.user.username ?? '';
  const ofSecret = retire || secret !== undefined;
  return [
    ...orgProblems(snapshot, { name, writes: !ofSecret, ...(ofSecret ? { oldest: STAGING } : {}) }),
    ...(ofSecret ? secretProblems(snapshot) : []),
    // The old secret of a user who may no longer log in is ended all the more.
    ...(retire ? [] : userProblems(snapshot)),
    ...appProblems(snapshot),
    ...(app === undefined && unread === undefined ? [error('testNoApp', name, [name, username], [username])] : []),
  ];
}

type Told = Pick<CredentialDone, 'changes' | 'outcome' | 'status' | 'secret' | 'consumerKey'>;

function secretDone({ dryRun, retire }: RotateWish, app: ClientApp, { did, problems, consumerKey }: Rotated): Told {
  const failed = problems.some(({ severity }) => severity === 'error');
  const changed = dryRun ? !failed && (!retire || did === 'ended') : did !== 'nothing';
  const ok = !changed ? 'unchanged' : dryRun ? 'planned' : 'updated';
  return {
    changes: changed ? [partChange(app, retire ? ['old consumerSecret'] : ['consumerKey', 'consumerSecret'])] : [],
    consumerKey,
    outcome: failed ? 'failed' : ok,
    status: dryRun || (failed && !changed) ? 'planned' : 'done',
    secret: retire || did === 'nothing' ? 'none' : 'delivered',
  };
}

function partChange(app: ClientApp, changed: readonly string[]): PartChange {
  const fullName = app.parts.global?.fullName ?? `${app.name}${APP_PARTS.global.ending}`;
  return { part: 'global', fullName, content: [], isNew: false, changed };
}
