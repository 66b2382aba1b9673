import { Messages } from '@salesforce/core/messages';
import type { Notice } from '../plan/notices.ts';
import type { Finding } from './finding.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = {
  migrate: Messages.loadMessages('sf-plugin-integration-user', 'migrate-notices'),
  retire: Messages.loadMessages('sf-plugin-integration-user', 'retire-notices'),
};
const heads = Messages.loadMessages('sf-plugin-integration-user', 'migrate');

/** The commands that tell what hangs on a user. */
export type NoticeOf = keyof typeof words;

/** A notice in words; its id in kebab-case begins with the command. */
export function noticeFinding(of: NoticeOf, subject: string, { id, severity, tokens }: Notice): Finding {
  const message = words[of].getMessage(`notice.${id}`, [...tokens]);
  const name = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { id: `${of}-${name}`, severity, subject, message, fix: words[of].getMessage(`notice.${id}.fix`) };
}

export type NoticeRow = { severity: string; notice: string; way: string };

/** What is worth knowing of each user: a table for each of whom there is something. */
export function noticeTables(
  of: NoticeOf,
  users: readonly { readonly username: string; readonly notices: readonly Notice[] }[],
): { title: string; data: NoticeRow[]; columns: { key: keyof NoticeRow; name: string }[] }[] {
  const columns = (['severity', 'notice', 'way'] as const).map((key) => ({
    key,
    name: heads.getMessage(`column.${key}`),
  }));
  return users
    .filter(({ notices }) => notices.length > 0)
    .map(({ username, notices }) => ({
      title: heads.getMessage('notices.title', [username]),
      data: notices
        .map((one) => noticeFinding(of, username, one))
        .map(({ severity, message, fix }) => ({ severity, notice: message, way: fix })),
      columns,
    }));
}
