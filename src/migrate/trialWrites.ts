import { withNeeds } from '../checks/salesforce/permissionNeeds.ts';
import { interleaved, type FieldValue, type RecordWrite } from '../org/write/records.ts';
import { fitsTrial } from '../org/write/writeGroup.ts';
import { isRecordWrite } from '../plan/change.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';

/** Writes of one request, and the user that each is for: the number of its plan. */
export type Trial = { readonly writes: readonly RecordWrite[]; readonly userOf: ReadonlyMap<RecordWrite, number> };

/** What the judgment of Salesforce depends on: fields, classes and groups are bound to no license. */
const JUDGED = ['PermissionSet', 'ObjectPermissions', 'User', 'PermissionSetLicenseAssign', 'PermissionSetAssignment'];

/** Whether a plan moves its user: of others a trial says nothing. */
export function isMove(plan: UserPlan | undefined): boolean {
  return plan !== undefined && judged(plan, 0).some(({ object }) => object === 'User');
}

/** As many of these users as one request takes, the first of them in any case. Pure. */
export function packedTrial(plans: readonly UserPlan[], users: readonly number[], most: number): Trial {
  let fitting = trialOf(plans, users.slice(0, 1), true);
  for (let count = 2; count <= Math.min(most, users.length); count += 1) {
    const some = users.slice(0, count);
    const larger = [trialOf(plans, some, true), trialOf(plans, some, false)].find(({ writes }) => fitsTrial(writes));
    if (larger === undefined) break;
    fitting = larger;
  }
  return fitting;
}

/**
 * The move of one user in which each row of object rights is judged by itself: the permission set is assigned while it is empty, and then its
 * rows come, each with an answer of its own (facts 1.6: the same refusal as of an assignment). Empty where the set is not new. Pure.
 */
export function rowByRow(plans: readonly UserPlan[], user: number): readonly RecordWrite[] {
  const { writes } = trialOf(plans, [user], true);
  if (!writes.some(isNewSet)) return [];
  const rows = writes.filter(({ object }) => object === 'ObjectPermissions');
  const others = writes.filter((one) => !rows.includes(one)).map((one) => (isNewSet(one) ? bare(one) : one));
  return [...others, ...rows];
}

/** Sets that a request takes beside what moves the user. */
const SLICES = 14;

/**
 * The move of one user with its user permissions spread over permission sets: each assignment of one has an answer of its own. Pure.
 * @param apart permissions that are in no slice, for they need what only the whole set has
 */
export function sliced(plans: readonly UserPlan[], user: number, apart: ReadonlySet<string>): readonly RecordWrite[] {
  const { writes } = trialOf(plans, [user], true);
  const set = writes.find(isNewSet);
  const all = permissionsIn(set).filter((name) => !apart.has(name));
  const slices = Array.from({ length: Math.min(SLICES, all.length) }, (_, at) =>
    all.filter((_name, index) => index % SLICES === at),
  );
  const assignment = writes.find(({ fields }) => refOf(fields['PermissionSetId']) === set?.key);
  if (set === undefined || assignment === undefined || slices.length < 2) return [];
  const key = (at: number): string => `slice${String(at)}`;
  const sets = slices.map((own, at): RecordWrite => {
    const names = [...withNeeds(own)].filter((name) => all.includes(name));
    const on = Object.fromEntries(names.map((name) => [`Permissions${name}`, true]));
    return { ...bare(set), key: key(at), fields: { ...bare(set).fields, Name: `Trial_${String(at)}`, ...on } };
  });
  const given = slices.map((_, at) => ({
    ...assignment,
    fields: { ...assignment.fields, PermissionSetId: { ref: key(at) } },
  }));
  const others = writes.filter((one) => one !== set && one !== assignment && one.object !== 'ObjectPermissions');
  return [...others, ...sets, ...given];
}

/** The move of one user with a single right, one that every retrieved permission set on this license holds. Empty where the set is not new. Pure. */
export function withOneRight(plans: readonly UserPlan[], user: number): readonly RecordWrite[] {
  return rowByRow(plans, user).flatMap((one): readonly RecordWrite[] => {
    if (one.object === 'ObjectPermissions') return [];
    if (!isNewSet(one)) return [one];
    const fields = { ParentId: { ref: one.key ?? '' }, SobjectType: 'Account', PermissionsRead: true };
    return [one, { method: 'POST', object: 'ObjectPermissions', fields }];
  });
}

function trialOf(plans: readonly UserPlan[], users: readonly number[], byKind: boolean): Trial {
  const made = newProfiles(plans);
  const own = users.map((user) => plans.slice(user, user + 1).flatMap((plan) => judged(plan, user, made)));
  const named = own.flat().flatMap(({ fields }) => Object.values(fields).flatMap((value) => refOf(value) ?? []));
  const profiles = made.map((one) => renamed(one, 0, made)).filter(({ key = '' }) => named.includes(key));
  const userOf = new Map(own.flatMap((writes, at) => writes.map((one) => [one, users[at] ?? 0] as const)));
  return { writes: byKind ? interleaved([profiles, ...own]) : [profiles, ...own].flat(), userOf };
}

/** Without the profile, which several users share. */
function judged(plan: UserPlan, user: number, profiles: readonly RecordWrite[] = []): RecordWrite[] {
  return allChanges(plan).flatMap(({ write }) =>
    isRecordWrite(write) && JUDGED.includes(write.object) ? [renamed(write, user, profiles)] : [],
  );
}

/** What a profile may hold is found out when it is made; a refusal of it says nothing about the move. */
function newProfiles(plans: readonly UserPlan[]): RecordWrite[] {
  return plans.flatMap(allChanges).flatMap(({ write }) => {
    if (!isRecordWrite(write) || write.object !== 'Profile' || write.method !== 'POST') return [];
    const fields = Object.entries(write.fields).filter(([column]) => !column.startsWith('Permissions'));
    return [{ ...write, fields: Object.fromEntries(fields) }];
  });
}

/** Each user refers to what is its own by a key of its own. The name of a profile is part of its key, and no key that a request may use. */
function renamed(write: RecordWrite, user: number, profiles: readonly RecordWrite[]): RecordWrite {
  const plain = (key: string): string => {
    const profile = profiles.findIndex((one) => one.key === key);
    return profile < 0 ? `${key}${String(user)}` : `profile${String(profile)}`;
  };
  const value = (field: FieldValue): FieldValue =>
    typeof field === 'object' && field !== null ? { ref: plain(field.ref) } : field;
  return {
    ...write,
    ...(write.key === undefined ? {} : { key: plain(write.key) }),
    fields: Object.fromEntries(Object.entries(write.fields).map(([name, field]) => [name, value(field)])),
  };
}

function refOf(value: FieldValue | undefined): string | undefined {
  return typeof value === 'object' && value !== null ? value.ref : undefined;
}

function isNewSet({ object, method }: RecordWrite): boolean {
  return object === 'PermissionSet' && method === 'POST';
}

/** The same set without rights. */
function bare(set: RecordWrite): RecordWrite {
  const { Name = '', Label = '' } = set.fields;
  return { ...set, fields: { Name, Label } };
}

function permissionsIn(set: RecordWrite | undefined): string[] {
  return Object.keys(set?.fields ?? {}).flatMap((column) => /^Permissions(\w+)$/.exec(column)?.[1] ?? []);
}
