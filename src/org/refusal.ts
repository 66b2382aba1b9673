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
    super(refusals.map(({ errorCode, message }) => `${errorCode}: ${message.trim()}`).join('\n'));
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
const PASSING = new Set([
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'REQUEST_RUNNING_TOO_LONG',
  'ERROR_HTTP_429',
  'ERROR_HTTP_503',
]);

export function isPassing(error: unknown): boolean {
  return error instanceof OrgRefusal && error.refusals.some(({ errorCode }) => PASSING.has(errorCode));
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof OrgRefusal && error.refusals.some(({ errorCode }) => codes.includes(errorCode));
}

/**
 * Turns what the sf libraries throw into a refusal or a silence.
 * An error with a Salesforce error code, or an HTTP status below 500, was answered; everything else is a silence.
 */
export function fromThrown(thrown: unknown): Error {
  if (thrown instanceof OrgRefusal || thrown instanceof OrgSilence) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const listed = 'data' in error ? readRefusals(error.data) : [];
  if (listed.length > 0) return new OrgRefusal(listed);
  const status = /^ERROR_HTTP_(\d{3})$/.exec(error.name)?.[1];
  if (status !== undefined && (Number(status) < 500 || status === '503')) {
    return new OrgRefusal([{ errorCode: error.name, message: firstLine(error.message), fields: [] }], Number(status));
  }
  if (/^[A-Z][A-Z_]+$/.test(error.name) && status === undefined) {
    return new OrgRefusal([{ errorCode: error.name, message: error.message, fields: [] }]);
  }
  return new OrgSilence(status === undefined ? firstLine(error.message) : `HTTP ${status}`, error);
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
        message: typeof message === 'string' ? message : '',
        fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
      },
    ];
  });
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '')
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .slice(0, 300);
}
