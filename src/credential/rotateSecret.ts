import { readFile } from 'node:fs/promises';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { ClientApp } from '../org/metadata/clientApps.ts';
import {
  endStaged,
  findConsumer,
  promote,
  readStaged,
  stage,
  type ConsumerPath,
  type Staged,
} from '../org/metadata/consumers.ts';
import { hasCode, OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Account } from './account.ts';
import type { SecretSink } from './secretSink.ts';
import { testCredential, type TestOptions } from './testCredential.ts';

export type RotateOptions = {
  readonly dryRun: boolean;
  readonly secret: SecretSink;
  readonly secretFile: string | undefined;
  readonly test: TestOptions;
};

/** How far a rotation came. `consumerKey` is that of the new pair. */
export type Rotated = {
  readonly did: 'nothing' | 'staged' | 'promoted' | 'ended';
  readonly consumerKey: string | undefined;
  readonly problems: readonly Problem[];
};

/**
 * A new consumer key and secret beside the old: staged, delivered, tried, and only then the primary pair. Both work meanwhile, and the old one goes
 * on until {@link retireSecret} ends it or the org does, after 30 days. Stopped anywhere, another run goes on: the staged pair says how far it was.
 */
export async function rotateSecret(
  org: Org,
  account: Account,
  app: ClientApp,
  options: RotateOptions,
): Promise<Rotated> {
  let did: Rotated['did'] = 'nothing';
  let staged: Staged | undefined;
  let consumer: ConsumerPath | undefined;
  const stopped = (problems: readonly Problem[]): Rotated => ({ did, consumerKey: staged?.key, problems });
  try {
    consumer = await findConsumer(org, app.id);
    staged = await readStaged(org, consumer);
    if (staged?.isOld === true) {
      const { ends = '?' } = staged;
      return {
        did,
        consumerKey: undefined,
        problems: [error('rotateNotRetired', app.name, [app.name, ends], [account.user.username])],
      };
    }
    const place = await placeProblems(options, staged);
    if (options.dryRun || place.problems.some(({ severity }) => severity === 'error')) return stopped(place.problems);
    staged ??= await newPair(org, consumer);
    did = 'staged';
    const undelivered = place.isThere ? [] : await options.secret.deliver(staged.secret);
    if (undelivered.length > 0) return stopped(undelivered);
    const request = { type: 'client-credentials' as const, consumerKey: staged.key, consumerSecret: staged.secret };
    const tested = await testCredential(org, account, app, request, options.test);
    const failed = tested.problems.filter(({ severity }) => severity === 'error');
    if (failed.length > 0) return stopped([...tested.problems, error('rotateUntested', app.name, [app.name])]);
    await promoted(org, consumer, staged);
    did = 'promoted';
    return stopped([...place.problems, warning('rotateOldGoesOn', app.name, [app.name], [account.user.username])]);
  } catch (thrown) {
    return stopped(troubles(thrown, app, consumer !== undefined));
  }
}

/** Ends the old pair of a rotation that is through. */
export async function retireSecret(org: Org, app: ClientApp, dryRun: boolean): Promise<Rotated> {
  const nothing = { did: 'nothing' as const, consumerKey: undefined };
  let consumer: ConsumerPath | undefined;
  try {
    consumer = await findConsumer(org, app.id);
    const staged = await readStaged(org, consumer);
    if (staged === undefined) return { ...nothing, problems: [] };
    if (!staged.isOld) return { ...nothing, problems: [error('rotateNotThrough', app.name, [app.name])] };
    if (dryRun) return { did: 'ended', consumerKey: undefined, problems: [] };
    await endStaged(org, staged);
    return { did: 'ended', consumerKey: undefined, problems: [] };
  } catch (thrown) {
    return { ...nothing, problems: troubles(thrown, app, consumer !== undefined) };
  }
}

/** A file that holds the secret of the staged pair was written by the run that stopped. */
async function placeProblems(
  { secret, secretFile }: RotateOptions,
  staged: Staged | undefined,
): Promise<{ problems: readonly Problem[]; isThere: boolean }> {
  const text = secretFile === undefined ? undefined : await readFile(secretFile, 'utf8').catch(() => undefined);
  if (staged !== undefined && text === staged.secret) return { problems: [], isThere: true };
  return { problems: await secret.problems(), isThere: false };
}

/** A lost answer is looked for, not asked for again: there is one staged pair at most. */
async function newPair(org: Org, consumer: ConsumerPath): Promise<Staged> {
  const lost = await stage(org, consumer).then(() => undefined, silence);
  const made = await readStaged(org, consumer);
  if (made === undefined) throw lost ?? new OrgSilence('The org does not show the pair that it made.');
  return made;
}

async function promoted(org: Org, consumer: ConsumerPath, staged: Staged): Promise<void> {
  const lost = await promote(org, staged).then(() => undefined, silence);
  if (lost !== undefined && (await readStaged(org, consumer))?.isOld !== true) throw lost;
}

function silence(thrown: unknown): OrgSilence {
  if (thrown instanceof OrgSilence) return thrown;
  throw thrown;
}

/** Not found is said of what is not there and of what is not to be seen: where the org shows the consumer, it is the staging that is missing. */
function troubles(thrown: unknown, { name }: ClientApp, showsConsumer: boolean): Problem[] {
  if (thrown instanceof OrgSilence) return [error('rotateLost', name, [thrown.message])];
  if (!(thrown instanceof OrgRefusal)) throw thrown;
  const isUnknown = hasCode(thrown, 'NOT_FOUND', 'METHOD_NOT_ALLOWED', 'ERROR_HTTP_404', 'ERROR_HTTP_405');
  const id = isUnknown && showsConsumer ? 'rotateNoStaging' : 'rotateRefused';
  return [error(id, name, [name, thrown.message])];
}
