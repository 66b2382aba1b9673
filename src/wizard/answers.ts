import type { CredentialType } from '../definition/credential.ts';
import type { ObjectRight } from '../definition/definition.ts';

/** Fields of an object: every one that takes field-level security, or some. */
export type FieldAnswer = { readonly read: 'all' | readonly string[]; readonly edit: 'all' | readonly string[] };

export type ObjectAnswer = {
  readonly object: string;
  readonly access: readonly ObjectRight[];
  readonly fields: FieldAnswer;
};

/** What somebody said at the terminal; what was not asked or left empty is absent. */
export type Answers = {
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
  readonly objects: readonly ObjectAnswer[];
  readonly permissionSets: readonly string[];
  readonly credential?: CredentialType;
  /** Path of a PEM file. */
  readonly certificate?: string;
};

/** Answers as the words of a command line that say the same: flags of `create` and their values, in turn. */
export function wordsOf(answers: Answers): string[] {
  const { name, username, email, objects, permissionSets, credential, certificate } = answers;
  const flag = (key: string, value: string | undefined): string[] => (value === undefined ? [] : [`--${key}`, value]);
  return [
    ...flag('name', name),
    ...flag('username', username),
    ...flag('email', email),
    ...objects.flatMap(({ object, access }) => flag('object', `${object}=${access.join(',')}`)),
    ...objects.flatMap(({ object, fields }) => [
      ...fieldNames(fields.read).flatMap((field) => flag('field', `${object}.${field}=read`)),
      ...fieldNames(fields.edit).flatMap((field) => flag('field', `${object}.${field}=edit`)),
    ]),
    ...permissionSets.flatMap((set) => flag('permission-set', set)),
    ...flag('credential', credential),
    ...flag('certificate', certificate),
  ];
}

function fieldNames(fields: 'all' | readonly string[]): readonly string[] {
  return fields === 'all' ? ['*'] : fields;
}
