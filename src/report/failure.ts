import { Messages, SfError } from '@salesforce/core';
import type { Failure, Reported, ReportedUser, Step } from '../apply/run.ts';
import { exitCodeFor, type Problem } from '../definition/problem.ts';
import { hasCode, OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Undone } from '../org/write/undo.ts';
import { STANDARD_PROFILES } from '../plan/profile.ts';
import { finding } from './finding.ts';
import type { WriteResult } from './result.ts';
import { whatIsDone } from './whatIsDone.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'errors');
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** All blockers in one error, each with its way out; the result goes with it for pipelines. */
export function blockedError(problems: readonly Problem[], result: object): SfError {
  const found = problems.filter(({ severity }) => severity === 'error').map(finding);
  const count =
    found.length === 1 ? words.getMessage('error.blocked.one') : words.getMessage('error.blocked.many', [found.length]);
  const list = found.map(({ message }) => (found.length === 1 ? message : `- ${message}`)).join('\n');
  const actions = [...new Set(found.map(({ fix }) => fix))];
  const message = words.getMessage('error.blocked', [count, list]);
  return withResult('BlockedError', message, actions, result, exitCodeFor(problems));
}

/** What is to be said of one user who failed: what Salesforce answered, why, what became of the org, and the way on. */
export type FailureText = { readonly name: string; readonly message: string; readonly actions: readonly string[] };

/** @throws SfError with the result when the run was blocked, or when every user that was to change failed; with some, they are returned */
export function failures(reported: Reported, result: WriteResult): FailureText[] {
  const { texts, error } = told(reported, result);
  if (error) throw error;
  return texts;
}

/** What is to be said of the users who failed, and the error that ends the command where nothing worked. */
export function told(
  { users, problems, state }: Reported,
  result: WriteResult,
): { readonly texts: FailureText[]; readonly error?: SfError } {
  const blocked = [
    ...problems,
    ...users.filter(({ outcome }) => outcome === 'blocked').flatMap(({ plan }) => plan.problems),
  ];
  const failed = users.filter(({ outcome }) => outcome === 'failed' || outcome === 'blocked');
  const worked = users.some(({ outcome }) => outcome === 'created' || outcome === 'updated');
  const texts = failed.map((user) => {
    const about = result.users[users.indexOf(user)];
    const isUnknown = user.failure?.error instanceof OrgSilence || user.failure?.step === 'readBack';
    const done = user.failure && about ? whatIsDone(about, isUnknown) : [];
    const told = failureText(user, state, users.length === 1);
    const text = { ...told, message: [told.message, ...done].join('\n') };
    return users.length === 1 ? text : { ...text, message: `${user.plan.name}: ${text.message}` };
  });
  const [first] = texts;
  if (!worked && blocked.some(({ severity }) => severity === 'error'))
    return { texts, error: blockedError(blocked, result) };
  if (worked || first === undefined) return { texts };
  const message = texts.map((text) => text.message).join('\n');
  const actions = [...new Set(texts.flatMap((text) => text.actions))];
  return { texts, error: withResult(first.name, message, actions, result) };
}

function failureText(
  { failure, plan, outcome, credential, done }: ReportedUser,
  state: Reported['state'],
  alone: boolean,
): FailureText {
  if (outcome === 'blocked' || (failure === undefined && credential?.done.outcome === 'failed')) {
    const found = [...plan.problems, ...(credential?.done.problems ?? [])]
      .filter(({ severity }) => severity === 'error')
      .map(finding);
    return {
      name: 'BlockedError',
      message: found.map(({ message }) => message).join('\n'),
      actions: found.map(({ fix }) => fix),
    };
  }
  if (failure?.error instanceof OrgRefusal)
    return refusedText(failure.error, failure, state, { alone, keeps: done.length > 0 });
  if (failure?.error) {
    const message = words.getMessage('error.silence', [stepName(failure.step), failure.error.message]);
    return { name: 'AnswerLostError', message, actions: [words.getMessage('error.silence.actions')] };
  }
  const missing = (failure?.changes ?? []).map(({ type, name }) => `${type} ${name}`);
  const list = [...missing.slice(0, 10), ...(missing.length > 10 ? ['...'] : [])].join(', ');
  return {
    name: 'ReadBackError',
    message: words.getMessage('error.readBack', [list]),
    actions: [words.getMessage('error.readBack.actions')],
  };
}

/** For what failed before anything was written: the org could not be read. Other errors pass. */
export function unreachable(error: unknown): never {
  if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
  throw SfError.create({
    name: 'OrgUnreachableError',
    message: words.getMessage('error.unreachable', [error.message]),
    actions: [words.getMessage(wayToRead(error))],
    exitCode: 1,
  });
}

/** What a login lacks that may not read: to it, setup objects and their fields do not exist. */
function wayToRead(error: OrgRefusal | OrgSilence): string {
  if (hasCode(error, 'INVALID_SESSION_ID')) return 'fix.session';
  if (hasCode(error, 'API_DISABLED_FOR_ORG')) return 'fix.readApi';
  if (hasCode(error, 'INSUFFICIENT_ACCESS')) return 'fix.readMetadata';
  return hasCode(error, 'INVALID_TYPE') || hasCode(error, 'INVALID_FIELD')
    ? 'fix.readSetup'
    : 'error.unreachable.actions';
}

function refusedText(
  error: OrgRefusal,
  { step, changes, undone, fullLicense }: Failure,
  state: Reported['state'],
  { alone, keeps }: { readonly alone: boolean; readonly keeps: boolean },
): FailureText {
  const causes =
    fullLicense === undefined
      ? error.refusals.map((refusal) => causeOf(refusal.errorCode, refusal.message, step, state))
      : [
          {
            cause: words.getMessage('cause.seats', [fullLicense]),
            fix: words.getMessage('fix.LICENSE_LIMIT_EXCEEDED'),
          },
        ];
  const said = error.refusals.map(({ errorCode, message, fields }) =>
    [
      `${errorCode}: ${message.replace(/<br\s*\/?>/gi, ' ').trim()}`,
      ...(fields.length > 0 ? [`[${fields.join(', ')}]`] : []),
    ].join(' '),
  );
  const about =
    step !== 'readBack' && changes.length === 1 && changes[0]
      ? `${changes[0].type} ${changes[0].name}`
      : stepName(step);
  const more = [
    ...new Set(causes.map(({ cause }) => cause)),
    ...(undone && !(keeps && undone.takenBack === 0) ? undoneText(undone, alone) : []),
  ].join('\n');
  const message = words.getMessage('error.refused', [about, said.join('\n'), more]);
  return { name: 'OrgRefusedError', message, actions: [...new Set(causes.map(({ fix }) => fix))] };
}

/** Codes by which an org says that it lets no profile be made at all. */
const NO_PROFILES =
  /^(CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY|INSUFFICIENT_ACCESS.*|METHOD_NOT_ALLOWED|INVALID_TYPE|NOT_FOUND)$/;

type Cause = { readonly cause: string; readonly fix: string };

function causeOf(code: string, message: string, step: Step, state: Reported['state']): Cause {
  const right = /user license doesn't allow the permission: (.+)/i.exec(message)?.[1];
  if (right !== undefined)
    return { cause: words.getMessage('cause.license', [right]), fix: words.getMessage('fix.license') };
  const needs = [...message.matchAll(/depends on permission\(s\): ([^;]+)/gi)]
    .map(([, list = '']) => list.trim())
    .join(', ');
  if (needs !== '') {
    return {
      cause: words.getMessage('cause.depends', [needs]),
      fix: words.getMessage('fix.depends', [objectFlags(needs)]),
    };
  }
  if (code === 'DUPLICATE_USERNAME' || code === 'LICENSE_LIMIT_EXCEEDED') {
    return { cause: words.getMessage(`cause.${code}`), fix: words.getMessage(`fix.${code}`) };
  }
  if (code === 'INVALID_SESSION_ID') return named('session');
  if (code === 'REQUEST_LIMIT_EXCEEDED') return named('limit');
  if (step === 'deactivate' && /deactivate|disable/i.test(message)) return named('deactivate');
  if (step === 'profile' && NO_PROFILES.test(code))
    return { cause: words.getMessage('cause.profile'), fix: words.getMessage('fix.profile', [standardProfile(state)]) };
  if (/TRIGGER|FLOW|CUSTOM_VALIDATION|CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY/.test(code)) return named('automation');
  return named(code.startsWith('INSUFFICIENT_ACCESS') ? 'access' : 'other');
}

/** The standard profile that this org has; its name differs with the age and the language of the org. */
function standardProfile({ profiles, userLicense }: Reported['state']): string {
  const names = profiles.filter(({ licenseId }) => licenseId === userLicense?.id).map(({ name }) => name);
  return STANDARD_PROFILES.find((name) => names.includes(name)) ?? names[0] ?? STANDARD_PROFILES[0];
}

function named(key: 'deactivate' | 'automation' | 'access' | 'other' | 'session' | 'limit'): Cause {
  return { cause: words.getMessage(`cause.${key}`), fix: words.getMessage(`fix.${key}`) };
}

/** "Read Account, Edit Asset" as the flags that add them. */
function objectFlags(needs: string): string {
  return needs
    .split(',')
    .map((need) => /^(Read|Create|Edit|Delete) (\w+)$/.exec(need.trim()))
    .map((match) => (match ? `--object ${match[2] ?? ''}=${(match[1] ?? '').toLowerCase()}` : needs.trim()))
    .join(' ');
}

function undoneText({ takenBack, retiredUsernames, leftovers }: Undone, alone: boolean): string[] {
  if (takenBack === 0) return [words.getMessage('undone.nothing')];
  return [
    ...(leftovers.length === 0 && retiredUsernames.length === 0
      ? [words.getMessage(alone ? 'undone.all' : 'undone.one')]
      : []),
    ...retiredUsernames.map((username) => words.getMessage('undone.user', [username])),
    ...leftovers.map(({ object, id, reason }) => words.getMessage('undone.leftover', [object, id, reason])),
  ];
}

function stepName(step: Step): string {
  return output.getMessage(`stage.${step}`);
}

/** sf prints `result` beside the error under --json, so that a pipeline reads the same shape as after success. */
function withResult(
  name: string,
  message: string,
  actions: readonly string[],
  result: object,
  exitCode: 1 | 2 = 1,
): SfError {
  const error = SfError.create({ name, message, actions: [...actions], exitCode });
  return Object.assign(error, { result });
}
