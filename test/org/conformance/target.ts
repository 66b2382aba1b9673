/** What an org answered: the parsed body when it is JSON, the text otherwise. */
export type Answer = { readonly status: number; readonly body: unknown };

/** An org to ask, simulated or real. */
export type Target = {
  readonly name: 'simulated org' | 'org';
  /** For example 67.0. */
  readonly apiVersion: string;
  /**
   * Sends one request as the user of the session. `path` starts at the host. A string body goes out as it is, with
   * {sessionId} replaced; anything else goes out as JSON. `headers` may override the session.
   */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
};

/** A target over plain HTTP; every status is an answer, only a lost connection throws. */
export function httpTarget(options: {
  readonly name: Target['name'];
  readonly apiVersion: string;
  readonly url: string;
  readonly token: () => string;
}): Target {
  return {
    name: options.name,
    apiVersion: options.apiVersion,
    async request(method, path, body, headers = {}) {
      const text = typeof body === 'string' ? body.replaceAll('{sessionId}', options.token()) : JSON.stringify(body);
      const response = await fetch(new URL(path, options.url), {
        method,
        headers: { Authorization: `Bearer ${options.token()}`, 'Content-Type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: text }),
        signal: AbortSignal.timeout(120_000),
      });
      return { status: response.status, body: parsed(await response.text()) };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
