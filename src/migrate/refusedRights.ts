import { keyOf, type Right } from '../access/difference.ts';
import type { OrgSchema } from '../org/schema.ts';

const VERBS: Readonly<Record<string, string>> = {
  'view all': 'viewAll',
  'read all': 'viewAll',
  'modify all': 'modifyAll',
};
const NOT_ALLOWED = /user license doesn't allow the permission: ([^;\n]+)/gi;
const DEPENDS = /Permission ([^;\n]+?) depends on permission\(s\)/gi;

/**
 * The rights that a refusal is about: "The user license doesn't allow the permission: Read CareProgram", "Permission Convert Leads depends on
 * permission(s): ...", with API names or labels (facts 1.6, 2.7). Of an object that may not be read nothing remains. Pure.
 * @returns keys; none where the words are about something else
 */
export function refusedRights(words: string, rights: readonly Right[], schema: OrgSchema): string[] {
  const named = [...namesIn(words, NOT_ALLOWED), ...namesIn(words, DEPENDS)];
  return rights.filter((right) => named.some((text) => isNamed(right, text, schema))).map(keyOf);
}

/** The user permissions that need something which is not there. Pure. */
export function needyPermissions(words: string, permissions: readonly string[], schema: OrgSchema): string[] {
  const named = namesIn(words, DEPENDS);
  return permissions.filter((name) => named.some((text) => isNamed({ kind: 'userPermission', name }, text, schema)));
}

/** The sentence about the license, without what Salesforce says before it of a permission set that nobody keeps. Pure. */
export function wordsOf(message: string): string {
  return /The user license doesn't allow the permission: .*/i.exec(message)?.[0] ?? message.trim();
}

function namesIn(words: string, pattern: RegExp): string[] {
  return [...words.matchAll(pattern)].map(([, name = '']) => name.trim().toLowerCase());
}

function isNamed({ kind, name, right }: Right, text: string, schema: OrgSchema): boolean {
  if (kind === 'userPermission')
    return text === name.toLowerCase() || text === schema.setPermissions.get(name)?.toLowerCase();
  const [, verb = '', object] = /^(view all|read all|modify all|read|create|edit|delete) (.+)$/.exec(text) ?? [];
  const own = name.split('.')[0]?.toLowerCase() ?? '';
  if (object === undefined || (object !== own && object !== schema.objects.get(own)?.label.toLowerCase())) return false;
  if (kind === 'field') return verb === 'read';
  if (kind !== 'object') return false;
  return verb === 'read' || right === (VERBS[verb] ?? verb);
}
