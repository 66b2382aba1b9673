import type { Connection } from '@salesforce/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpTransport, type Transport } from './http.ts';
import { fromThrown, isPassing, OrgSilence } from './refusal.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** What the rest of the room needs of a connection. */
export type Org = {
  readonly connection: Connection;
  /** Told before each wait: what was answered, seconds to wait, attempt and attempts in all. */
  readonly onRetry?: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Told before each request, attempts after the first among them. */
  readonly onRequest?: () => void;
  /** Seconds before the attempts 2, 3, ...; a test sets them to nothing. */
  readonly backOff?: readonly number[];
};

const BACK_OFF = [1, 2, 4, 8];
/** Milliseconds after the first attempt in which another may begin. Salesforce itself waits ten seconds for a lock before it refuses. */
const PATIENCE = { refusal: 60_000, silence: 15_000 };

/**
 * A request that changes something. Refusals that pass by themselves (locked row, 429, 503) are tried again, bounded;
 * a lost answer never is.
 * @param path relative to `/services/data/vNN.0`
 * @throws OrgRefusal, OrgSilence
 */
export async function write<T>(
  org: Org,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return retrying(
    org,
    (error) => isPassing(error),
    () => send<T>(org, method, path, body),
  );
}

/**
 * Like {@link write}, with a secret in the body. sf writes whole requests into its log at level debug, so there the secret has a stand-in of
 * the same length.
 * @param body what is sent, made from the secret, in which JSON escapes nothing
 * @throws OrgRefusal, OrgSilence
 */
export async function writeSecret(
  org: Org,
  path: string,
  secret: string,
  body: (secret: string) => Readonly<Record<string, string>>,
): Promise<void> {
  const text = JSON.stringify(body(secret));
  const headers = { 'Content-Type': 'application/json' };
  const request: Request = {
    method: 'POST',
    url: path,
    headers,
    body: JSON.stringify(body('x'.repeat(secret.length))),
  };
  const { httpRequest } = httpTransport();
  const sender: Transport = {
    httpRequest: (logged) => {
      const sent = httpRequest({ ...logged, body: text });
      const hidden = sent.then((answer) => ({ ...answer, body: withoutSecrets(answer.body, [secret]) }));
      return Object.assign(hidden, { stream: sent.stream });
    },
  };
  const answer = await retrying(
    org,
    (error) => isPassing(error),
    () =>
      carry<unknown>(org, request, {}, sender).catch((thrown: unknown) => {
        throw fromThrown(thrown);
      }),
  );
  // A page of maintenance comes with status 200.
  if (typeof answer === 'string' && answer !== '') throw new OrgSilence('The answer is a page, not one of the API.');
}

/** A request that only reads: a lost answer is tried again too, bounded. */
export async function read<T>(org: Org, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  return retrying(
    org,
    (error) => isPassing(error) || error instanceof OrgSilence,
    () => send<T>(org, method, path, body),
  );
}

/** Runs `attempt` again, after a wait, as long as `again` says so of its error; bounded in number and in time. */
export async function retrying<T>(org: Org, again: (error: unknown) => boolean, attempt: () => Promise<T>): Promise<T> {
  const waits = org.backOff ?? BACK_OFF;
  const start = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const wait = waits[tries];
      const patience = error instanceof OrgSilence ? PATIENCE.silence : PATIENCE.refusal;
      if (wait === undefined || !again(error) || performance.now() - start > patience) throw error;
      const seconds = wait * (0.75 + Math.random() / 2);
      const reason = error instanceof Error ? error.message : String(error);
      org.onRetry?.({ reason, seconds, attempt: tries + 2, of: waits.length + 1 });
      await sleep(seconds * 1000);
    }
  }
}

/**
 * One request, once.
 * @throws OrgRefusal, OrgSilence
 */
export async function send<T>(
  org: Org,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
): Promise<T> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  try {
    return await carry<T>(org, { method, url: path, ...json });
  } catch (thrown) {
    throw fromThrown(thrown);
  }
}

let transport: Transport | undefined;

/** Sends a request as it is, through the login of the connection. Throws what the sf libraries throw. */
export async function carry<T>(
  { connection, onRequest }: Org,
  request: Request,
  options: { responseType?: string } = {},
  sender: Transport = (transport ??= httpTransport()),
): Promise<T> {
  onRequest?.();
  try {
    // The declared type of the options is narrower than what jsforce takes.
    return await connection.request<T>(request, { ...options, transport: sender } as never);
  } catch (thrown) {
    throw withoutLogin(connection, thrown);
  }
}

/** An error without what is secret of the login: when a session is renewed, the sf libraries use another transport and repeat what they are told. */
function withoutLogin(connection: Connection, thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { accessToken, refreshToken, clientSecret, password } = connection.getAuthInfo().getFields(true);
  const secrets = [accessToken, refreshToken, clientSecret, password].filter((secret) => secret !== undefined);
  thrown.message = withoutSecrets(thrown.message, secrets);
  thrown.stack = withoutSecrets(thrown.stack ?? '', secrets);
  return thrown;
}

type Request = Exclude<Parameters<Connection['request']>[0], string>;
