import type { CredentialType } from './credential.ts';
import { OBJECT_RIGHTS } from './definition.ts';
import { nearest } from './nearest.ts';
import { error, type Problem } from './problem.ts';
import type { RawObjectAccess, RawUser } from './raw.ts';

/** The flags that describe a user, as the command line gives them; none is required here. */
export type UserFlags = {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'profile-permission'?: readonly string[] | undefined;
  /** `Account=read,create,edit` */
  readonly object?: readonly string[] | undefined;
  /** `Account.Website=edit`, `Account.Website` (read), `Account.*=read` (all fields) */
  readonly field?: readonly string[] | undefined;
  readonly 'record-type'?: readonly string[] | undefined;
  readonly 'apex-class'?: readonly string[] | undefined;
  readonly 'custom-permission'?: readonly string[] | undefined;
  readonly 'user-permission'?: readonly string[] | undefined;
  readonly 'permission-set'?: readonly string[] | undefined;
  readonly 'permission-set-group'?: readonly string[] | undefined;
  readonly 'permission-set-license'?: readonly string[] | undefined;
  readonly role?: string | undefined;
  readonly 'public-group'?: readonly string[] | undefined;
  readonly queue?: readonly string[] | undefined;
  readonly credential?: CredentialType | undefined;
  /** Path of a PEM file. */
  readonly certificate?: string | undefined;
};

/** What the flags say as a raw user, and what is wrong in them. Nothing is dropped silently. */
export function fromFlags(flags: UserFlags): { user: RawUser; problems: readonly Problem[] } {
  const objects = (flags.object ?? []).map(parseObject);
  const fields = (flags.field ?? []).map(parseField);
  const recordTypes = flags['record-type']?.map(parseRecordType);
  const user: RawUser = {
    name: flags.name ?? '',
    ...given('username', flags.username),
    ...given('email', flags.email),
    ...(flags.profile !== undefined || flags['profile-permission']
      ? { profile: { ...given('name', flags.profile), ...given('permissions', flags['profile-permission']) } }
      : {}),
    permissionSet: {
      objects: mergeObjects(
        objects.flatMap(({ value }) => value ?? []),
        fields.flatMap(({ value }) => value ?? []),
      ),
      ...given(
        'recordTypes',
        recordTypes?.flatMap(({ value }) => value ?? []),
      ),
      ...given('apexClasses', flags['apex-class']),
      ...given('customPermissions', flags['custom-permission']),
      ...given('userPermissions', flags['user-permission']),
    },
    ...given('permissionSets', flags['permission-set']),
    ...given('permissionSetGroups', flags['permission-set-group']),
    ...given('permissionSetLicenses', flags['permission-set-license']),
    ...given('role', flags.role),
    ...given('publicGroups', flags['public-group']),
    ...given('queues', flags.queue),
    ...(flags.credential === undefined
      ? {}
      : { credential: { type: flags.credential, ...given('certificate', flags.certificate) } }),
  };
  return { user, problems: [...objects, ...fields, ...(recordTypes ?? [])].flatMap(({ problem }) => problem ?? []) };
}

type Parsed<T> = { readonly value?: T; readonly problem?: Problem };
type ObjectFlag = { readonly object: string; readonly access: readonly string[] };
type FieldFlag = { readonly object: string; readonly field: string; readonly edit: boolean };

function parseObject(text: string): Parsed<ObjectFlag> {
  const [, object, list] = /^(\w+)=([\w,\s]*)$/.exec(text.trim()) ?? [];
  if (object === undefined || list === undefined) return { problem: error('objectFlag', text, [text]) };
  const rights = list
    .split(',')
    .map((right) => right.trim())
    .filter((right) => right !== '');
  if (rights.length === 0) return { problem: error('objectFlag', text, [text]) };
  const unknown = rights.filter((right) => !OBJECT_RIGHTS.some((known) => known === right));
  if (unknown.length === 0) return { value: { object, access: rights } };
  const meant = unknown.flatMap((right) => nearest(right, OBJECT_RIGHTS, 1));
  return {
    problem: error(
      'objectRight',
      text,
      [text, unknown.join(', ')],
      [(meant.length > 0 ? meant : OBJECT_RIGHTS).join(', ')],
    ),
  };
}

function parseField(text: string): Parsed<FieldFlag> {
  const [, object, field, right] = /^(\w+)\.(\w+|\*)(?:=(read|edit))?$/.exec(text.trim()) ?? [];
  return object === undefined || field === undefined
    ? { problem: error('fieldFlag', text, [text]) }
    : { value: { object, field, edit: right === 'edit' } };
}

function parseRecordType(text: string): Parsed<string> {
  const name = text.trim();
  return /^\w+\.\w+$/.test(name) ? { value: name } : { problem: error('recordTypeForm', text, [text]) };
}

function mergeObjects(
  objects: readonly ObjectFlag[],
  fields: readonly FieldFlag[],
): Readonly<Record<string, RawObjectAccess>> {
  const names = new Map([...objects, ...fields].map(({ object }) => [object.toLowerCase(), object]));
  return Object.fromEntries(
    [...names].map(([key, object]) => {
      const own = fields.filter((field) => field.object.toLowerCase() === key);
      return [
        object,
        {
          access: objects.filter((flag) => flag.object.toLowerCase() === key).flatMap(({ access }) => access),
          readFields: fieldNames(own.filter(({ edit }) => !edit)),
          editFields: fieldNames(own.filter(({ edit }) => edit)),
        },
      ];
    }),
  );
}

function fieldNames(flags: readonly FieldFlag[]): readonly string[] | 'all' {
  return flags.some(({ field }) => field === '*') ? 'all' : flags.map(({ field }) => field);
}

/** A property only where there is a value: `exactOptionalPropertyTypes` tells "absent" from "undefined". */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}
