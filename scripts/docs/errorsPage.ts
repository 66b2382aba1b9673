import { escaped, MADE } from './markdown.ts';
import { textsOf } from './messages.ts';

/** docs/errors.md: what a command may answer instead of doing its work, why, and the way out. */
export function errorsPage(): string {
  return [
    '# Errors and warnings',
    MADE,
    'What stops a command before the first write is told all at once. With `--json`, `blockers` and `findings` of the result hold each with the id that stands here, which never changes. An ellipsis stands for what is told in each case. What `verify` finds is in [Checks](checks.md).',
    '## Problems by id',
    ...problems(),
    '## What `migrate` and `retire` tell before anything is changed',
    'What hangs on a user, in a table at a terminal and in `findings` of its entry in `users` of the result. None of these stops the command.',
    ...notices('migrate'),
    ...notices('retire'),
    '## When Salesforce refuses a change',
    'The answer of Salesforce is shown whole: code, message, fields. Then follows what is behind it:',
    ...causes(),
    '## Errors by name',
    'What stands in `name` under `--json`.',
    ...NAMES.map(([name, text]) => `### ${name}\n\n${text}`),
  ].join('\n\n');
}

/** As src/report/finding.ts makes the id of a problem. */
export const idOf = (key: string): string =>
  key
    .replace(/Allowed$/, '')
    .replace(/\./g, '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function problems(): string[] {
  const texts = textsOf('problems');
  const byId = new Map<string, string[]>();
  for (const [key, text] of texts) {
    if (key.endsWith('.fix')) continue;
    const parts = byId.get(idOf(key)) ?? [];
    byId.set(idOf(key), [
      ...parts,
      `- What: ${escaped(text)}\n- What to do: ${escaped(texts.get(`${key}.fix`) ?? '')}`,
    ]);
  }
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, parts]) => `### ${id}\n\n${parts.join('\n\n')}`);
}

/** As src/report/notices.ts makes the ids of notices. */
function notices(of: 'migrate' | 'retire'): string[] {
  const texts = textsOf(`${of}-notices`);
  return [...texts]
    .flatMap(([key, text]) => {
      const id = /^notice\.(\w+)$/.exec(key)?.[1];
      return id === undefined ? [] : [{ id: `${of}-${idOf(id)}`, text, fix: texts.get(`${key}.fix`) ?? '' }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, text, fix }) => `### ${id}\n\n- What: ${escaped(text)}\n- What to do: ${escaped(fix)}`);
}

function causes(): string[] {
  const texts = textsOf('errors');
  return [...texts]
    .filter(([key]) => key.startsWith('cause.'))
    .map(([key, text]) => {
      const fix = texts.get(key.replace('cause.', 'fix.')) ?? texts.get('fix.LICENSE_LIMIT_EXCEEDED') ?? '';
      return `- ${escaped(text)} ${escaped(fix)}`;
    });
}

/** The names of all errors that the plugin itself throws. */
export const NAMES: readonly (readonly [name: string, text: string])[] = [
  [
    'BlockedError',
    'Something was found before the first write; nothing was written. `blockers` of the result names it.',
  ],
  ['OrgRefusedError', 'Salesforce refused a change. The message says what was taken back and what is left.'],
  ['AnswerLostError', 'The answer to a change never came, and the org could not be read to see whether it was made.'],
  ['ReadBackError', 'Salesforce accepted a change, and reading back does not show it.'],
  ['OrgUnreachableError', 'The org could not be read. Nothing was written.'],
  ['NotConfirmedError', 'Somebody at a terminal answered no. Nothing was written.'],
  ['StoppedError', 'Somebody pressed Ctrl-C at a question of `create`. Nothing was written; the exit code is 130.'],
  ['AccessFlagError', '`--access` or `--with-access` is not understood.'],
  ['UnknownNameError', 'The org has no such object or field, or the login cannot see it. The nearest name is told.'],
  ['UnknownUserError', 'The org has no such user. The nearest username is told.'],
  ['NotListableError', 'The login cannot see which users are on the license.'],
  ['CredentialError', 'An app could not be made or changed, or its secret not be delivered.'],
  ['CredentialTestError', 'No token was given, or not the right one; `findings` of the result say why.'],
  ['LicensesError', 'Fewer seats are free than `--require` asks for.'],
  ['UndoFailedError', 'A user could not be given back all that it had.'],
  ['VerifyInputError', 'The files that `verify` was given are wrong.'],
  ['NoOrgError', '`verify` needs an org, except with `--offline`.'],
  ['OutputFormatError', '`--output-file` needs a format other than the table.'],
  ['BaselineError', 'The baseline file of `verify` is wrong.'],
  ['LoginError', 'The alias given to `--as` is no login that works.'],
];
