import type { Connection } from '@salesforce/core';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { ownIdentity } from '../checks/session/ownIdentity.ts';
import { ownSessionRefused } from '../checks/session/ownSessionRefused.ts';
import { some, type Expected, type OwnSession, type Proof, type ShownRecordTypes } from '../checks/proof.ts';
import { runChecks, strictly, UNUSED_DAYS, type Result } from '../checks/runChecks.ts';
import { userMissing } from '../checks/drift/userMissing.ts';
import { VERIFY_CHECKS, VERIFY_ORG_CHECKS } from '../checks/verifyChecks.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { defaultUsername } from '../definition/names.ts';
import { named, withNames } from '../org/inventory/entityNames.ts';
import type { Inventory } from '../org/inventory/inventory.ts';
import { readRecordTypes } from '../org/metadata/metadata.ts';
import { readInventory } from '../org/inventory/readInventory.ts';
import { OrgRefusal } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { budgeted } from './budget.ts';
import { readByMetadata } from './byMetadata.ts';
import { readEvidence } from './evidence.ts';
import { expectedOf } from './expected.ts';
import type { Asked } from './orgSays.ts';
import { readOwnSession } from './ownSession.ts';
import { problemText } from './words.ts';

export type VerifyOptions = {
  /** Undefined: those of the definition, or every user on the license. */
  readonly usernames: readonly string[] | undefined;
  readonly definitions: readonly UserDefinition[];
  /** A session of the integration user itself. */
  readonly own: Connection | undefined;
  readonly unusedDays: number | undefined;
  readonly allowBroadAccess: boolean;
};

/** What was found, without words. */
export type Verified = {
  readonly orgId: string | undefined;
  readonly users: readonly { readonly username: string; readonly results: readonly Result[] }[];
  /** About the org as a whole. */
  readonly results: readonly Result[];
  /** Ids of the checks that every user went through. */
  readonly checks: readonly string[];
};

export type Read = { readonly inventory: Inventory; readonly verified: Verified };

/**
 * Checks integration users: what they hold, against their definition and by everything that the org tells. One user takes at most six
 * requests, and three more through its own session; two hundred at most fifteen.
 * @throws OrgRefusal, OrgSilence
 */
export async function verify(anyOrg: Org, options: VerifyOptions): Promise<Read> {
  const { org, left } = budgeted(anyOrg);
  const defined = definedUsers(org, options.definitions);
  const usernames = options.usernames ?? (defined.size > 0 ? [...defined.keys()] : undefined);
  const definitions = [...defined].flatMap(([name, user]) => (usernames?.includes(name) === false ? [] : [user]));
  const objects = definitions.flatMap(({ permissionSet }) => Object.keys(permissionSet?.objects ?? {}));
  const read = await readInventory(org, { ...(usernames ? { usernames } : {}), objects: unique(objects) });
  const asked = read.users.map((user) => ({ user, access: effectiveAccess(user, read) }));
  const [evidence, recordTypes] = await Promise.all([
    readEvidence(org, read, asked),
    readShown(org, setsWithRecordTypes(definitions)),
  ]);
  const expiring = asked.filter(mayExpire).map(({ user }) => user.profile);
  const { policies, certificates } = await readByMetadata(
    org,
    read,
    asked.map(({ user }) => ({ user, applications: evidence.applications?.get(user.id) ?? [] })),
    new Map([...evidence.profiles].filter(([name]) => expiring.includes(name))),
    () => left(asked.length),
  );
  const inventory = withNames(read, evidence.names);
  const subjects = asked.map(({ user, access: before }) => {
    const access = {
      ...before,
      entities: new Map(
        [...before.entities].map(([id, one]) => [id, { ...one, entity: named(one.entity, evidence.names) }]),
      ),
    };
    const definition = defined.get(user.username);
    const expected = definition && expectedOf(definition, inventory.schema, problemText);
    return {
      user,
      access,
      inventory,
      sharing: evidence.sharing,
      unusedDays: options.unusedDays ?? UNUSED_DAYS,
      expected,
      applications: evidence.applications && (evidence.applications.get(user.id) ?? []),
      passwordLogins: evidence.passwordLogins.get(user.id) ?? [],
      usersOfApplications: evidence.usersOfApplications,
      certificates: certificates.get(user.id) ?? { apps: [], reason: undefined },
      said: evidence.said.get(user.id) ?? { objects: new Map(), fields: new Map(), reason: undefined },
      profileSettings: evidence.profiles.get(user.profile) ?? { ipRanges: [], reason: undefined },
      passwordPolicy: mayExpire({ access }) ? policies.get(user.profile) : undefined,
      recordTypes: shownRecordTypes(expected, recordTypes),
      own: undefined,
    };
  });
  const own =
    options.own &&
    (await readOwnSession({ ...org, connection: options.own }, (name) =>
      subjects.find(({ user }) => user.username === name),
    ));
  const proofs: Proof[] = subjects.map((subject) => ({
    ...subject,
    own: subjects.length === 1 || own?.username === subject.user.username ? own : undefined,
  }));
  const checks = strictly(VERIFY_CHECKS, options.allowBroadAccess);
  return {
    inventory,
    verified: {
      orgId: inventory.organization?.id,
      users: [
        ...missingUsers(defined, usernames, inventory),
        ...proofs.map((proof) => ({ username: proof.user.username, results: runChecks(checks, proof) })),
      ],
      results: [...runChecks(VERIFY_ORG_CHECKS, inventory), ...strayed(own, proofs)],
      checks: VERIFY_CHECKS.map(({ id }) => id),
    },
  };
}

function mayExpire({ access }: Pick<Asked, 'access'>): boolean {
  return !access.userPermissions.has('PasswordNeverExpires');
}

/** The users of a definition by their username. */
function definedUsers({ connection }: Org, users: readonly UserDefinition[]): ReadonlyMap<string, UserDefinition> {
  const orgId = connection.getAuthInfoFields().orgId ?? '';
  return new Map(
    users.map((user) => [user.username ?? defaultUsername(user.name, connection.instanceUrl, orgId), user]),
  );
}

/** Users that the definition describes and the org does not have; with usernames given, only those among them. */
function missingUsers(
  defined: ReadonlyMap<string, UserDefinition>,
  usernames: readonly string[] | undefined,
  { users, refused }: Inventory,
): { username: string; results: Result[] }[] {
  if (refused.has('User')) return [];
  const [wanted, there] = [usernames && new Set(usernames), new Set(users.map(({ username }) => username))];
  return [...defined].flatMap(([username, { name }]) => {
    if (wanted?.has(username) === false) return [];
    const isThere = there.has(username);
    const results = runChecks([userMissing], { name, username, isThere });
    return results.length > 0 ? [{ username, results }] : [];
  });
}

/** Record types are asked for only where a definition says something about them; the Metadata API gives few sets at a time. */
function setsWithRecordTypes(definitions: readonly UserDefinition[]): string[] {
  return unique(
    definitions.flatMap(({ permissionSet, permissionSets }) =>
      permissionSet?.recordTypes === undefined ? [] : [permissionSet.name, ...permissionSets],
    ),
  );
}

type Shown = { readonly sets: ReadonlyMap<string, ReadonlySet<string>>; readonly reason: string | undefined };

async function readShown(org: Org, names: readonly string[]): Promise<Shown> {
  return readRecordTypes(org, names).then(
    (sets) => ({ sets, reason: undefined }),
    (error: unknown) => {
      if (!(error instanceof OrgRefusal)) throw error;
      return { sets: new Map(), reason: error.message.split('\n').at(-1) };
    },
  );
}

function shownRecordTypes(expected: Expected | undefined, { sets, reason }: Shown): ShownRecordTypes | undefined {
  const set = expected?.user.permissionSet;
  if (expected === undefined || set?.recordTypes === undefined) return undefined;
  const shown = (names: readonly string[]) =>
    new Set(names.flatMap((name) => [...(sets.get(name.toLowerCase()) ?? [])]));
  return { own: shown([set.name]), all: shown([set.name, ...expected.user.permissionSets]), reason };
}

/** A session that belongs to none of the users, told once. */
function strayed(own: OwnSession | undefined, proofs: readonly Proof[]): Result[] {
  if (own === undefined || proofs.some((proof) => proof.own !== undefined)) return [];
  const names = some(
    proofs.map(({ user }) => user.username),
    3,
  );
  const check = own.refused === undefined ? ownIdentity : ownSessionRefused;
  const tokens = own.refused === undefined ? [own.username, names] : [names, own.refused];
  return [{ id: check.id, severity: check.severity, subject: own.username, tokens }];
}

function unique(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
