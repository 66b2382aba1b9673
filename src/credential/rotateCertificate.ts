import { readFile, rm } from 'node:fs/promises';
import { error, warning, type Problem } from '../definition/problem.ts';
import { appText, type ClientApp } from '../org/metadata/clientApps.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Account } from './account.ts';
import { isKeyOf, makeKeyPair, parseCertificate, type Certificate } from './certificate.ts';
import type { SecretSink } from './secretSink.ts';
import { testCredential, type TestOptions } from './testCredential.ts';
import { requestOf } from './testRequest.ts';
import { withCertificate, type PartChange } from './wanted.ts';
import { writeApp } from './writeApp.ts';

export type RotateCertificateOptions = {
  readonly dryRun: boolean;
  /** The new certificate where it was given; undefined: a key pair is made. */
  readonly certificate: Certificate | undefined;
  readonly key: SecretSink | undefined;
  readonly keyOut: string | undefined;
  readonly days: number;
  readonly confirm?: (app: string) => Promise<boolean>;
  readonly test: TestOptions;
};

export type RotatedCertificate = {
  readonly changes: readonly PartChange[];
  readonly app: ClientApp;
  readonly certificate: Certificate | undefined;
  readonly key: 'written' | 'there' | 'planned' | 'none';
  /** Nothing was written: it was only asked for, or not confirmed. */
  readonly isPlanned: boolean;
  /** Whether a token was got with the new key; false where its private key is not here. */
  readonly isTested: boolean;
  readonly problems: readonly Problem[];
};

/**
 * Another certificate in place of the one that the app has. An app holds one alone (facts 6.1), so from the deploy until the integration has the
 * new key its logins fail; what is logged in goes on. A new key that gets no token leads back to the old certificate.
 */
export async function rotateCertificate(
  org: Org,
  account: Account,
  app: ClientApp,
  options: RotateCertificateOptions,
): Promise<RotatedCertificate> {
  const held = parseCertificate(appText(app, 'global', 'certificate'));
  const { keyOut, key } = options;
  const fits = keyOut !== undefined && held !== undefined && (await isKeyOf(keyOut, held));
  const makes = keyOut !== undefined && !fits;
  const changes = fits ? [] : withCertificate(app, options.certificate);
  const before = {
    ...{ changes, app, certificate: options.certificate ?? held, isTested: false, isPlanned: false },
    key: makes ? ('planned' as const) : fits ? ('there' as const) : ('none' as const),
  };
  const known = [
    ...(makes && key ? await key.problems() : []),
    ...(changes.length > 0 || makes ? [warning('rotateGap', app.name, [app.name])] : []),
  ];
  const isBlocked = known.some(({ severity }) => severity === 'error');
  const isWanted = makes || changes.length > 0;
  const goesOn = !options.dryRun && !isBlocked && (!isWanted || (await options.confirm?.(app.name)) !== false);
  if (!goesOn) return { ...before, isPlanned: true, problems: known };
  const pair = makes ? await makeKeyPair(app.name, options.days) : undefined;
  const unkept = pair && key ? await key.deliver(pair.privateKey) : [];
  if (unkept.length > 0) return { ...before, problems: unkept };
  const certificate = pair?.certificate ?? options.certificate ?? held;
  const done = { ...before, certificate, key: pair ? ('written' as const) : before.key };
  const written = await put(org, app, fits ? undefined : certificate);
  if (!written.isThere) {
    if (pair && keyOut !== undefined && written.isRefused) await rm(keyOut, { force: true });
    return { ...done, ...(written.isRefused ? { key: 'none' as const } : {}), problems: written.problems };
  }
  if (keyOut === undefined)
    return {
      ...done,
      app: written.app,
      problems: [...known, warning('rotateTestIt', app.name, [], [account.user.username])],
    };
  const request = requestOf(
    { type: 'jwt', secret: await readFile(keyOut, 'utf8'), problems: [] },
    account,
    written.app,
  );
  const tested = await testCredential(org, account, written.app, request, options.test);
  const failed = tested.problems.filter(({ severity }) => severity === 'error');
  if (failed.length === 0)
    return { ...done, app: written.app, isTested: true, problems: [...known, ...tested.problems] };
  if (pair === undefined || held === undefined)
    return { ...done, app: written.app, problems: [...tested.problems, error('rotateNotBack', app.name, [app.name])] };
  const back = await put(org, written.app, held);
  // A key whose certificate is gone would only stand in the way of the next try.
  if (back.isThere) await rm(keyOut, { force: true });
  const end = error(back.isThere ? 'rotateBack' : 'rotateNotBack', app.name, [app.name]);
  const left = back.isThere ? ('none' as const) : done.key;
  return { ...done, app: back.app, key: left, problems: [...tested.problems, ...back.problems, end] };
}

type Put = {
  readonly app: ClientApp;
  readonly isThere: boolean;
  readonly isRefused: boolean;
  readonly problems: Problem[];
};

async function put(org: Org, app: ClientApp, certificate: Certificate | undefined): Promise<Put> {
  const again = (now: ClientApp | undefined) => (now ? withCertificate(now, certificate) : []);
  try {
    const { app: now = app, left } = await writeApp(org, app.name, again(app), again);
    const problems = left.length === 0 ? [] : [error('credentialReadBack', app.name, ['certificate'])];
    return { app: now, isThere: left.length === 0, isRefused: false, problems };
  } catch (thrown) {
    const isRefused = thrown instanceof OrgRefusal;
    if (!isRefused && !(thrown instanceof OrgSilence)) throw thrown;
    const id = isRefused ? 'credentialRefused' : 'credentialLost';
    return { app, isThere: false, isRefused, problems: [error(id, app.name, [app.name, thrown.message])] };
  }
}
