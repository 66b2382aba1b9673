import { Messages } from '@salesforce/core/messages';
import type { CredentialType } from '../definition/credential.ts';
import { CREDENTIAL_TYPES } from '../definition/credential.ts';
import type { ObjectRight } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import { emailProblems, nameProblems, usernameProblems } from '../definition/validate.ts';
import { finding } from '../report/finding.ts';
import type { Answers, FieldAnswer, ObjectAnswer } from './answers.ts';
import type { Choice, Prompts } from './prompts.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'wizard');

/** What there is to choose from. */
export type Lists = {
  readonly objects: readonly string[];
  readonly permissionSets: readonly string[];
  /** The fields of an object that take field-level security. */
  readonly fieldsOf: (object: string) => Promise<readonly ListedField[]>;
};
type ListedField = { readonly name: string; readonly label: string; readonly editable: boolean };

/** Which questions the command line has answered already. */
export type Given = Partial<Record<'username' | 'email' | 'object' | 'permission-set' | 'credential', unknown>>;

/** Rights that `create` accepts without --allow-broad-access. */
const RIGHTS: readonly ObjectRight[] = ['read', 'create', 'edit', 'delete'];
const DONE = '';

/** Asks for everything that describes a user and that the command line leaves open. */
export async function askUser(prompts: Prompts, lists: Lists, given: Given): Promise<Answers> {
  const name = await prompts.text(words.getMessage('ask.name'), checked(nameProblems));
  const objects = given.object === undefined ? await askObjects(prompts, lists) : [];
  const permissionSets =
    given['permission-set'] === undefined
      ? await several(prompts, lists.permissionSets.map(plain), (chosen) =>
          words.getMessage('ask.permissionSet', [chosen]),
        )
      : [];
  const username =
    given.username === undefined
      ? await prompts.text(words.getMessage('ask.username'), checked(usernameProblems, true))
      : '';
  const email =
    given.email === undefined ? await prompts.text(words.getMessage('ask.email'), checked(emailProblems, true)) : '';
  return {
    name,
    objects,
    permissionSets,
    ...(username === '' ? {} : { username }),
    ...(email === '' ? {} : { email }),
    ...(given.credential === undefined ? await askCredential(prompts) : {}),
  };
}

async function askObjects(prompts: Prompts, lists: Lists): Promise<ObjectAnswer[]> {
  const answers: ObjectAnswer[] = [];
  while (answers.length < lists.objects.length) {
    const names = answers.map(({ object }) => object);
    const message =
      names.length === 0 ? words.getMessage('ask.object') : words.getMessage('ask.objectMore', [names.join(', ')]);
    const done = words.getMessage(names.length === 0 ? 'choice.noObject' : 'choice.done');
    const left = lists.objects.filter((object) => !names.includes(object)).map(plain);
    const object = await prompts.find(message, [{ value: DONE, name: done }, ...left]);
    if (object === DONE) break;
    const access = await prompts.some(words.getMessage('ask.access', [object]), RIGHTS.map(plain), ['read']);
    const isEditing = access.includes('edit') || access.includes('create');
    answers.push({ object, access, fields: await askFields(prompts, lists, object, isEditing) });
  }
  return answers;
}

async function askFields(prompts: Prompts, lists: Lists, object: string, isEditing: boolean): Promise<FieldAnswer> {
  const ways = (['none', 'read', 'edit', 'pick'] as const)
    .filter((way) => way !== 'edit' || isEditing)
    .map((value) => ({ value, name: words.getMessage(`choice.fields.${value}`) }));
  const way = await prompts.one(words.getMessage('ask.fields', [object]), ways);
  if (way === 'none') return { read: [], edit: [] };
  if (way !== 'pick') return { read: way === 'read' ? 'all' : [], edit: way === 'edit' ? 'all' : [] };
  const fields = await lists.fieldsOf(object);
  const choices = (some: readonly ListedField[]): Choice[] =>
    some.map(({ name, label }) => ({ value: name, name: `${name} (${label})` }));
  const edit = isEditing
    ? await several(prompts, choices(fields.filter(({ editable }) => editable)), (chosen) =>
        words.getMessage('ask.editFields', [object, chosen]),
      )
    : [];
  const read = await several(prompts, choices(fields.filter(({ name }) => !edit.includes(name))), (chosen) =>
    words.getMessage('ask.readFields', [object, chosen]),
  );
  return { read, edit };
}

async function askCredential(prompts: Prompts): Promise<Pick<Answers, 'credential' | 'certificate'>> {
  const ways = (['none', ...CREDENTIAL_TYPES] as const).map((value) => ({
    value,
    name: words.getMessage(`choice.credential.${value}`),
  }));
  const way: 'none' | CredentialType = await prompts.one(words.getMessage('ask.credential'), ways);
  if (way === 'none') return {};
  if (way !== 'jwt') return { credential: way };
  const certificate = await prompts.text(words.getMessage('ask.certificate'), (path) =>
    path === '' ? words.getMessage('check.empty') : undefined,
  );
  return { credential: way, certificate };
}

/** Any number of many choices, one after the other until "Done". */
async function several(
  prompts: Prompts,
  choices: readonly Choice[],
  message: (chosen: string) => string,
): Promise<string[]> {
  const chosen: string[] = [];
  while (chosen.length < choices.length) {
    const left = choices.filter(({ value }) => !chosen.includes(value));
    const done = { value: DONE, name: words.getMessage('choice.done') };
    const next = await prompts.find(message(chosen.join(', ') || words.getMessage('none')), [done, ...left]);
    if (next === DONE) break;
    chosen.push(next);
  }
  return chosen;
}

function plain<T extends string>(value: T): Choice<T> {
  return { value, name: value };
}

/** What is wrong with an answer, in the words of the error that the flag would give. */
function checked(problemsOf: (text: string) => readonly Problem[], mayBeEmpty = false) {
  return (answer: string): string | undefined => {
    if (mayBeEmpty && answer === '') return undefined;
    const found = problemsOf(answer).map(finding);
    return found.length === 0 ? undefined : found.map(({ message, fix }) => `${message} ${fix}`).join(' ');
  };
}
