import { OrgError, type HttpResponse, type Org } from '../../org.ts';
import { partOf } from '../../metadata/clientApps.ts';
import { consumerOf, dropStaged, rotateStaged, stage, type Consumer } from '../../metadata/consumers.ts';
import { keptRows, keptComponents } from '../../metadata/kept.ts';
import { notFound } from '../answer.ts';
import { jsonBody } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { versionPath } from '../data/object.ts';

/** GET /apps/oauth/usage: the External Client Apps with OAuth. source: facts 6.1 [official] */
export function usage(call: Call): HttpResponse {
  const { org } = call.session;
  const apps = keptRows(org, 'ExternalClientApplication')
    .filter((row) => partOf(org, 'ExtlClntAppOauthSettings', String(row['FullName'])) !== undefined)
    .map((row) => ({ identifier: row['Id'], developerName: row['FullName'] }));
  return { status: 200, body: { apps, currentPageUrl: `${versionPath(call)}/apps/oauth/usage`, nextPageUrl: null } };
}

/** GET /apps/oauth/credentials/APP: its consumers, without a secret. source: facts 6.1 [official] */
export function consumersOfApp(call: Call): HttpResponse {
  const { consumer, url } = found(call);
  const one = { ...named(consumer), key: consumer.key, secret: null };
  return {
    status: 200,
    body: { consumers: [{ ...one, ...urls(`${url}/${consumer.id}`) }], currentPageUrl: url, nextPageUrl: null },
  };
}

/** GET /apps/oauth/credentials/APP/CONSUMER?part=key|secret|keyandsecret; the key where nothing is asked for. source: facts 6.1 [official] */
export function credentials(call: Call): HttpResponse {
  const { consumer, url } = consumerAsked(call);
  const part = (call.request.query.get('part') ?? 'key').toLowerCase();
  if (!['key', 'secret', 'keyandsecret'].includes(part))
    throw new OrgError('INVALID_PARAMETER', `Invalid part ${part}`);
  const key = part === 'secret' ? null : consumer.key;
  const secret = part === 'key' ? null : consumer.secret;
  const { org } = call.session;
  return { status: 200, body: { ...named(consumer), key, ...told(org, secret), ...urls(`${url}/${consumer.id}`) } };
}

/** GET: the staged credentials. POST makes them. source: facts 6.1 [official, 65+] */
export function staged(call: Call): HttpResponse {
  const { consumer, url } = consumerAsked(call);
  const post = call.request.method === 'POST';
  if (post && consumer.staged !== undefined && consumer.staged.state !== 'Expired')
    throw new OrgError('INVALID_OPERATION', 'Staged credentials exist for this consumer. Delete them first.');
  if (post) stage(call.session.org, consumer);
  const fresh = consumerOf(call.session.org, consumer.app) ?? consumer;
  const stagedCredentials = fresh.staged === undefined ? [] : [stagedBody(call.session.org, fresh, url)];
  return { status: post ? 201 : 200, body: { stagedCredentials, url: `${url}/${consumer.id}/staged` } };
}

/** GET, PATCH {"command":"rotate"} and DELETE of staged credentials. source: facts 6.1 [official, 65+] */
export function stagedOne(call: Call): HttpResponse {
  const { org } = call.session;
  const { consumer, url } = consumerAsked(call);
  if (consumer.staged === undefined || consumer.staged.id !== call.match['staged']) throw notFound();
  if (call.request.method === 'DELETE') {
    dropStaged(org, consumer);
    return { status: 204 };
  }
  if (call.request.method === 'PATCH') {
    const { command } = jsonBody(call.request);
    if (String(command).toLowerCase() !== 'rotate')
      throw new OrgError('INVALID_PARAMETER', `Invalid command ${String(command)}`);
    if (consumer.staged.state !== 'Active')
      throw new OrgError('INVALID_OPERATION', 'Only active staged credentials can be rotated.');
    rotateStaged(org, consumer);
  }
  return { status: 200, body: stagedBody(org, consumerOf(org, consumer.app) ?? consumer, url) };
}

/** The answer to a refused read is UNKNOWN, hence a switch (facts 6.1). */
const refusedStatus = { INSUFFICIENT_ACCESS: 403, NOT_FOUND: 404, FUNCTIONALITY_NOT_ENABLED: 400 } as const;

/** The member of an answer that holds a secret, as the switch says (facts 6.1). */
function told({ switches }: Org, secret: string | null | undefined): { secret?: string | null | undefined } {
  if (switches.secretAnswer === 'told') return { secret };
  return switches.secretAnswer === 'null' ? { secret: null } : {};
}

type Found = { readonly consumer: Consumer; readonly url: string };

/** Throws 404 without such an app, 403 where the org or the caller's permissions do not let the API read credentials. */
function found(call: Call): Found {
  const { org } = call.session;
  const held = call.instance.access.userPermissions(call.session);
  const [settings] = keptComponents(org, 'ExternalClientAppSettings');
  const open = settings?.values['enableClientSecretInRestApiAccess'] === true;
  const needed = ['ExternalClientAppDeveloper', 'ViewClientSecret'];
  if (!open || !needed.every((permission) => held.has(permission))) {
    const text = "You don't have access to the consumer secrets of external client apps.";
    const code = org.switches.secretRefused;
    throw new OrgError(code, text, { httpStatus: refusedStatus[code] });
  }
  const id = (call.match['app'] ?? '').slice(0, 15);
  const app = keptRows(org, 'ExternalClientApplication').find((row) => String(row['Id']).slice(0, 15) === id);
  const consumer = app === undefined ? undefined : consumerOf(org, String(app['FullName']));
  if (app === undefined || consumer === undefined) throw notFound();
  return { consumer, url: `${versionPath(call)}/apps/oauth/credentials/${String(app['Id'])}` };
}

function consumerAsked(call: Call): Found {
  const one = found(call);
  if (one.consumer.id.slice(0, 15) !== (call.match['consumer'] ?? '').slice(0, 15)) throw notFound();
  return one;
}

function named({ id, app }: Consumer): { id: string; name: string } {
  return { id, name: app };
}

function urls(url: string): { stagedCredentialsUrl: string; url: string } {
  return { stagedCredentialsUrl: `${url}/staged`, url };
}

function stagedBody(org: Org, { id, staged }: Consumer, url: string): Record<string, unknown> {
  return {
    createdBy: null,
    createdDate: staged?.created,
    expirationDate: staged?.ends,
    id: staged?.id,
    key: staged?.key,
    ...told(org, staged?.secret),
    stagedCredentialsUrl: `${url}/${id}/staged/${String(staged?.id)}`,
    state: staged?.state,
    url: `${url}/${id}`,
  };
}
