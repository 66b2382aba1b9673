import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'audit-report');

/** A text of messages/audit-report.md. */
export function say(key: string, ...tokens: (string | number)[]): string {
  return words.getMessage(
    key,
    tokens.map((token) => (typeof token === 'number' ? count(token) : token)),
  );
}

/** `12,345` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `USD 1,980`; a currency that is not a code of three letters stands as it was given. */
export function amount(value: number, currency: string): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  const text = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${currency} ${text}`.trim();
}

/** `2026-11-30`, or that it never was. */
export function day(time: string | null): string {
  return time?.slice(0, 10) ?? say('never');
}
