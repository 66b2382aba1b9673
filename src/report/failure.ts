import { Messages, SfError } from '@salesforce/core';
import type { Failure, Run, Step } from '../apply/run.ts';
import type { Problem } from '../definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { Undone } from '../org/undo.ts';
import { STANDARD_PROFILES } from '../plan/profile.ts';
import { finding } from './finding.ts';
import type { WriteResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'errors');
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** All blockers in one error, each with its way out; the result goes with it for pipelines. */
export function blockedError(problems: readonly Problem[], result?: WriteResult): SfError {
  const found = problems.filter(({ severity }) => severity === 'error').map(finding);
  const count =
    found.length === 1 ? words.getMessage('error.blocked.one') : words.getMessage('error.blocked.many', [found.length]);
  const list = found.map(({ message }) => (found.length === 1 ? message : `- ${message}`)).join('\n');
  const actions = [...new Set(found.map(({ fix }) => fix))];
  return withResult(
    'BlockedError',
    words.getMessage('error.blocked', [count, list]),
    actions,
    result ?? { blockers: found },
  );
}

/** What a run that wrote and failed has to say: what Salesforce answered, why, what became of the org, and the way on. */
export function failedError({ failure }: Run, result: WriteResult): SfError {
  if (failure?.error instanceof OrgRefusal) return refusedError(failure.error, failure, result);
  if (failure?.error instanceof OrgSilence) {
    const text = words.getMessage('error.silence', [stepName(failure.step), failure.error.message]);
    return withResult('AnswerLostError', text, [words.getMessage('error.silence.actions')], result);
  }
  const missing = (failure?.changes ?? []).map(({ type, name }) => `${type} ${name}`);
  const list = [...missing.slice(0, 10), ...(missing.length > 10 ? ['...'] : [])].join(', ');
  return withResult(
    'ReadBackError',
    words.getMessage('error.readBack', [list]),
    [words.getMessage('error.readBack.actions')],
    result,
  );
}

/** For what failed before anything was written: the org could not be read. Other errors pass. */
export function unreachable(error: unknown): never {
  if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
  throw SfError.create({
    name: 'OrgUnreachableError',
    message: words.getMessage('error.unreachable', [error.message]),
    actions: [words.getMessage('error.unreachable.actions')],
    exitCode: 1,
    cause: error,
  });
}

function refusedError(error: OrgRefusal, { step, changes, undone }: Failure, result: WriteResult): SfError {
  const causes = error.refusals.map((refusal) => causeOf(refusal.errorCode, refusal.message, step));
  const said = error.refusals.map(({ errorCode, message, fields }) =>
    [
      `${errorCode}: ${message.replace(/<br\s*\/?>/gi, ' ').trim()}`,
      ...(fields.length > 0 ? [`[${fields.join(', ')}]`] : []),
    ].join(' '),
  );
  const about = changes.length === 1 && changes[0] ? `${changes[0].type} ${changes[0].name}` : stepName(step);
  const more = [...new Set(causes.map(({ cause }) => cause)), ...(undone ? undoneText(undone) : [])].join('\n');
  const text = words.getMessage('error.refused', [about, said.join('\n'), more]);
  return withResult('OrgRefusedError', text, [...new Set(causes.map(({ fix }) => fix))], result);
}

type Cause = { readonly cause: string; readonly fix: string };

function causeOf(code: string, message: string, step: Step): Cause {
  const right = /user license doesn't allow the permission: (.+)/i.exec(message)?.[1];
  if (right !== undefined)
    return { cause: words.getMessage('cause.license', [right]), fix: words.getMessage('fix.license') };
  const needs = /depends on permission\(s\): ([^;]+)/i.exec(message)?.[1];
  if (needs !== undefined)
    return {
      cause: words.getMessage('cause.depends', [needs]),
      fix: words.getMessage('fix.depends', [objectFlags(needs)]),
    };
  if (code === 'DUPLICATE_USERNAME' || code === 'LICENSE_LIMIT_EXCEEDED') {
    return { cause: words.getMessage(`cause.${code}`), fix: words.getMessage(`fix.${code}`) };
  }
  if (step === 'profile')
    return { cause: words.getMessage('cause.profile'), fix: words.getMessage('fix.profile', [STANDARD_PROFILES[0]]) };
  if (/TRIGGER|FLOW|CUSTOM_VALIDATION|CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY/.test(code)) return named('automation');
  return named(code.startsWith('INSUFFICIENT_ACCESS') ? 'access' : 'other');
}

function named(key: 'automation' | 'access' | 'other'): Cause {
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

function undoneText({ takenBack, retiredUsernames, leftovers }: Undone): string[] {
  if (takenBack === 0) return [words.getMessage('undone.nothing')];
  return [
    ...(leftovers.length === 0 && retiredUsernames.length === 0 ? [words.getMessage('undone.all')] : []),
    ...retiredUsernames.map((username) => words.getMessage('undone.user', [username])),
    ...leftovers.map(({ object, id, reason }) => words.getMessage('undone.leftover', [object, id, reason])),
  ];
}

function stepName(step: Step): string {
  return output.getMessage(`stage.${step}`);
}

/** sf prints `result` beside the error under --json, so that a pipeline reads the same shape as after success. */
function withResult(name: string, message: string, actions: string[], result: object): SfError {
  const error = SfError.create({ name, message, actions, exitCode: 1 });
  return Object.assign(error, { result });
}
