import { Org as SfOrg, type Connection } from '@salesforce/core';
import type { OwnAttempt, OwnSession, Proof, SeenObject } from '../checks/proof.ts';
import { isJudged, isWanted } from '../checks/session/wanted.ts';
import { readAll } from '../org/wire/batch.ts';
import { fromThrown } from '../org/wire/refusal.ts';
import { carry, type Org } from '../org/wire/transport.ts';
import { createAndTakeBack, type Described } from './rolledBack.ts';
import { reason } from './words.ts';

type Subject = Pick<Proof, 'access' | 'expected' | 'inventory' | 'user'>;
type Identity = { readonly preferred_username: string; readonly organization_id: string };

/** Objects that every org has, most telling first: one that the user should not see is asked for. */
const OUTSIDE = ['Opportunity', 'Case', 'Lead', 'Contact', 'Account', 'Campaign', 'Contract', 'Product2', 'Asset'];

/**
 * A connection as the integration user itself.
 * @throws Error when sf has no such login
 */
export async function ownConnection(alias: string, apiVersion: string | undefined): Promise<Connection> {
  return (await SfOrg.create({ aliasOrUsername: alias })).getConnection(apiVersion);
}

/**
 * What a session can do: who it is, what it sees of the objects of the definition, a write that is taken back in the same request, and a
 * query that should be refused. Three requests for a few objects.
 * @param subject of a user by its username; undefined: the session is of none that is verified
 */
export async function readOwnSession(
  org: Org,
  subject: (username: string) => Subject | undefined,
): Promise<OwnSession> {
  const who = await identity(org).catch((thrown: unknown) => fromThrown(thrown));
  if (who instanceof Error) return nothing(who);
  const username = who.preferred_username.toLowerCase();
  const about = subject(username);
  if (about === undefined) return { ...nothing(undefined), username };
  const sameOrg = who.organization_id.slice(0, 15) === about.inventory.organization?.id.slice(0, 15);
  const seen = await read(org, about).catch((thrown: unknown) => fromThrown(thrown));
  return seen instanceof Error
    ? { ...nothing(seen), username, sameOrg }
    : { ...seen, username, sameOrg, refused: undefined };
}

function nothing(error: Error | undefined): OwnSession {
  const skipped: OwnAttempt = { outcome: 'skipped', object: undefined, reason: '' };
  const empty = { seen: new Map(), queryable: [], write: skipped, query: skipped };
  return { username: '', sameOrg: true, refused: error?.message.split('\n').at(-1), ...empty };
}

async function identity(org: Org): Promise<Identity> {
  const url = `${org.connection.instanceUrl.replace(/\/$/, '')}/services/oauth2/userinfo`;
  return carry<Identity>(org, { method: 'GET', url });
}

async function read(org: Org, about: Subject): Promise<Pick<OwnSession, 'seen' | 'queryable' | 'write' | 'query'>> {
  const { access, expected } = about;
  const objects = [...(expected?.objects ?? access.objects).keys()];
  const outside = OUTSIDE.find((object) => isJudged(about, object) && !isWanted(about, object, 'read'));
  const [global, asked, ...describes] = await readAll(org, [
    '/sobjects',
    `/query?q=${encodeURIComponent(`SELECT Id FROM ${outside ?? 'User'} LIMIT 1`)}`,
    ...objects.map((object) => `/sobjects/${object}/describe`),
  ]);
  if (global?.ok === false) throw global.error;
  const described = describes.flatMap((answer) => (answer.ok ? [answer.body as Described] : []));
  const list = (global?.body as { sobjects?: readonly { name: string; queryable: boolean }[] } | undefined)?.sobjects;
  const createable = described.filter(({ name }) => isWanted(about, name, 'create'));
  return {
    seen: new Map(described.map((object) => [object.name.toLowerCase(), seenObject(object)])),
    queryable: (list ?? []).filter(({ queryable }) => queryable).map(({ name }) => name),
    query: outside === undefined ? skipped('seesAll') : attempt(outside, asked?.ok === true),
    write: createable.length === 0 ? skipped('noCreate') : await createAndTakeBack(org, createable),
  };
}

function skipped(key: string): OwnAttempt {
  return { outcome: 'skipped', object: undefined, reason: reason(key) };
}

function attempt(object: string, worked: boolean): OwnAttempt {
  return { outcome: worked ? 'worked' : 'refused', object, reason: '' };
}

/** An address is written part by part, so that its own flags say nothing. */
function seenObject({ name, createable, updateable, deletable, fields }: Described): SeenObject {
  const written = fields.filter((field) => field.updateable || field.createable);
  const writable = new Set(written.flatMap((field) => [field.name, field.compoundFieldName ?? field.name]));
  return {
    name,
    create: createable,
    edit: updateable,
    delete: deletable,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), writable.has(field.name)])),
  };
}
