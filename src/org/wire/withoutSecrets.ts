const HIDDEN = '***';
/** So many characters of a secret tell too much of it; the first fifteen of a session are the id of the org, which is none. */
const TELLING = 20;
/** Nothing that Salesforce gives out or takes as a secret is shorter, and a few letters stand in any text. */
const SHORTEST = 5;

/**
 * A text of the org, or of a proxy before it, without the secrets that were sent: a page that repeats the request would carry them into an error. A
 * secret that the end of the text cuts off is one too.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(({ length }) => length >= SHORTEST).reduce(hide, text);
}

function hide(text: string, secret: string): string {
  const whole = text.replaceAll(secret, HIDDEN);
  const least = Math.min(TELLING, Math.ceil(secret.length / 2));
  for (let length = secret.length - 1; length >= least; length -= 1)
    if (whole.endsWith(secret.slice(0, length))) return `${whole.slice(0, -length)}${HIDDEN}`;
  return whole;
}

/** What a request to the org carries that is secret: its session, in the header or in the envelope of SOAP. */
export function secretsOf({
  headers = {},
  body,
}: {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}): string[] {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const envelope = /<sessionId>([^<]+)<\/sessionId>/.exec(body ?? '')?.[1];
  return [header?.replace(/^\w+ +/, ''), envelope].filter((secret) => secret !== undefined);
}
