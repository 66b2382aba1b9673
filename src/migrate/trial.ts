import { keyOf, type Right } from '../access/difference.ts';
import { mayWorkAlone } from '../apply/writeStep.ts';
import type { FieldValue, RecordWrite } from '../org/records.ts';
import { OrgRefusal } from '../org/refusal.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/transport.ts';
import { undo } from '../org/undo.ts';
import { tryTogether } from '../org/writeGroup.ts';
import { isRecordWrite } from '../plan/change.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';

/** What Salesforce says to a move: nothing against it, words against it, or nothing that counts. */
export type Verdict =
  { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly words: string } | { readonly kind: 'unknown' };

/** What the judgment of Salesforce depends on. Fields, classes and groups are bound to no license. */
const JUDGED = [
  'Profile',
  'PermissionSet',
  'ObjectPermissions',
  'User',
  'PermissionSetLicenseAssign',
  'PermissionSetAssignment',
];

/**
 * Has Salesforce judge the move of a user without moving it: everything is sent in one request that is rolled back.
 * @throws OrgSilence
 */
export async function tryMove(org: Org, plan: UserPlan): Promise<Verdict> {
  const writes = allChanges(plan)
    .flatMap(({ write }) => (isRecordWrite(write) && JUDGED.includes(write.object) ? [write] : []))
    .map(withPlainKeys);
  if (!writes.some(({ object }) => object === 'User')) return { kind: 'unknown' };
  const { refused, kept, tooMany } = await attempt(org, writes);
  if (kept) await undo(org, kept);
  if (tooMany || kept) return { kind: 'unknown' };
  if (refused === undefined) return { kind: 'accepted' };
  if (!(await isAboutTheRights(org, refused, writes))) return { kind: 'unknown' };
  return { kind: 'refused', words: refused.refusals.map(({ message }) => message.trim()).join('; ') };
}

async function attempt(org: Org, writes: readonly RecordWrite[]): ReturnType<typeof tryTogether> {
  return tryTogether(org, writes).catch((error: unknown) => {
    if (error instanceof OrgRefusal) return { tooMany: true as const };
    throw error;
  });
}

/**
 * An org that does not see a license in the transaction that assigns it refuses every right in the same words. So the move is tried with
 * one right that every retrieved permission set on this license may hold.
 */
async function isAboutTheRights(
  org: Org,
  refused: NonNullable<Awaited<ReturnType<typeof tryTogether>>['refused']>,
  writes: readonly RecordWrite[],
): Promise<boolean> {
  if (refused.writes.length === 0 || refused.writes.some(({ object }) => object === 'Profile')) return false;
  if (!mayWorkAlone(refused, writes)) return true;
  const set = writes.find(({ object, method }) => object === 'PermissionSet' && method === 'POST');
  const parent: FieldValue = { ref: set?.key ?? '' };
  const control = writes.flatMap((one): RecordWrite[] => {
    if (one.object === 'ObjectPermissions') return [];
    if (one !== set) return [one];
    const row = { ParentId: parent, SobjectType: 'Account', PermissionsRead: true };
    const { Name = '', Label = '' } = one.fields;
    return [
      { ...one, fields: { Name, Label } },
      { method: 'POST', object: 'ObjectPermissions', fields: row },
    ];
  });
  const again = set === undefined ? { tooMany: true as const } : await attempt(org, control);
  return again.refused === undefined && again.tooMany === undefined;
}

/** The name of a profile is part of the key of its write, and no key that a request may use. */
function withPlainKeys(write: RecordWrite): RecordWrite {
  const plain = (key: string): string => (key.startsWith('profile ') ? 'profile' : key);
  const fields = Object.entries(write.fields).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? { ref: plain(value.ref) } : value,
  ]);
  return {
    ...write,
    ...(write.key === undefined ? {} : { key: plain(write.key) }),
    fields: Object.fromEntries(fields) as RecordWrite['fields'],
  };
}

const VERBS: Readonly<Record<string, string>> = {
  'view all': 'viewAll',
  'read all': 'viewAll',
  'modify all': 'modifyAll',
};

/**
 * The rights that a refusal is about: "The user license doesn't allow the permission: Read CareProgram", "Permission Convert Leads depends on
 * permission(s): ...", with API names or labels (facts 1.6, 2.7). Of an object that may not be read nothing remains. Pure.
 * @returns keys; none where the words are about something else
 */
export function refusedRights(words: string, rights: readonly Right[], schema: OrgSchema): string[] {
  const named = [
    ...[...words.matchAll(/user license doesn't allow the permission: ([^;\n]+)/gi)].map(([, tail = '']) => tail),
    ...[...words.matchAll(/Permission ([^;\n]+?) depends on permission\(s\)/gi)].map(([, head = '']) => head),
  ].map((name) => name.trim().toLowerCase());
  const isNamed = ({ kind, name, right }: Right): boolean =>
    named.some((text) => {
      if (kind === 'userPermission')
        return text === name.toLowerCase() || text === schema.setPermissions.get(name)?.toLowerCase();
      const [, verb = '', object] = /^(view all|read all|modify all|read|create|edit|delete) (.+)$/.exec(text) ?? [];
      const own = name.split('.')[0]?.toLowerCase() ?? '';
      if (object === undefined || (object !== own && object !== schema.objects.get(own)?.label.toLowerCase()))
        return false;
      if (kind === 'field') return verb === 'read';
      if (kind !== 'object') return false;
      return verb === 'read' || right === (VERBS[verb] ?? verb);
    });
  return rights.filter(isNamed).map(keyOf);
}
