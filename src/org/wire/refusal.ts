import { printable } from './printable.ts';

/** One error as Salesforce worded it. */
export type Refusal = {
  readonly errorCode: string;
  readonly message: string;
  readonly fields: readonly string[];
};

/** Salesforce refused: nothing of what was asked has happened. */
export class OrgRefusal extends Error {
  readonly refusals: readonly Refusal[];
  readonly httpStatus: number | undefined;

  constructor(refusals: readonly Refusal[], httpStatus?: number) {
    super(printable(refusals.map(({ errorCode, message }) => `${errorCode}: ${message.trim()}`).join('\n')));
    this.name = 'OrgRefusal';
    this.refusals = refusals;
    this.httpStatus = httpStatus;
  }
}

/** The answer was lost or makes no sense: whether Salesforce did what was asked is unknown. Read before doing it again. */
export class OrgSilence extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OrgSilence';
  }
}

/** Codes of refusals that go away by themselves (REST API Developer Guide, Status Codes and Error Responses). */
const PASSING = [
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'REQUEST_RUNNING_TOO_LONG',
  'ERROR_HTTP_429',
  'ERROR_HTTP_503',
];

/** The limit of requests at one time passes; the daily one, which says TotalRequests, does not. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof OrgRefusal &&
    error.refusals.some(
      ({ errorCode, message }) =>
        PASSING.includes(errorCode) || (errorCode === 'REQUEST_LIMIT_EXCEEDED' && !/TotalRequests/i.test(message)),
    )
  );
}

/** Somebody else made the same thing in the meantime: reading again shows it. */
export function isConflict(error: unknown): boolean {
  return (
    error instanceof OrgRefusal &&
    error.refusals.some(
      ({ errorCode, message }) => errorCode.startsWith('DUPLICATE_') || /already in use|duplicate value/i.test(message),
    )
  );
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof OrgRefusal && error.refusals.some(({ errorCode }) => codes.includes(errorCode));
}

/**
 * Turns what the sf libraries throw into a refusal or a silence. An answer with a Salesforce error code, or with an HTTP status below 500 or
 * 503, is a refusal, but not a 404 without a code, which no org gives; everything else is a silence, an "unknown exception" of Salesforce too, for it does not say how far it came.
 */
export function fromThrown(thrown: unknown): Error {
  if (thrown instanceof OrgRefusal || thrown instanceof OrgSilence) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const status = /^ERROR_HTTP_(\d{3})$/.exec(error.name)?.[1];
  if (status !== undefined) {
    if ((Number(status) >= 500 && status !== '503') || status === '404') return new OrgSilence(`HTTP ${status}`, error);
    return new OrgRefusal([{ errorCode: error.name, message: firstLine(error.message), fields: [] }], Number(status));
  }
  const listed = 'data' in error ? readRefusals(error.data) : [];
  const named = /^[A-Z][A-Z_]+$/.test(error.name)
    ? [{ errorCode: error.name, message: error.message, fields: [] }]
    : [];
  const refusals = listed.length > 0 ? listed : named;
  const unknown = refusals.some(({ errorCode }) => errorCode === 'UNKNOWN_EXCEPTION');
  return refusals.length > 0 && !unknown ? new OrgRefusal(refusals) : new OrgSilence(withCause(error), error);
}

/** Reads refusals out of an error body: one object or a list; `statusCode` is what collections call the code. */
export function readRefusals(body: unknown): Refusal[] {
  const items: unknown[] = Array.isArray(body) ? body : [body];
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const { errorCode, statusCode, message, fields } = item as Record<string, unknown>;
    const code = typeof errorCode === 'string' ? errorCode : statusCode;
    if (typeof code !== 'string') return [];
    return [
      {
        errorCode: code,
        message: typeof message === 'string' ? printable(message) : '',
        fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
      },
    ];
  });
}

/** "fetch failed" alone helps nobody: the code of its cause does, such as ECONNREFUSED. */
function withCause({ message, cause }: Error): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? `${firstLine(message)} (${code})` : firstLine(message);
}

function firstLine(text: string): string {
  return printable(text.split('\n')[0] ?? '')
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .slice(0, 300);
}
