import type { RunningOrg } from './start.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

export type RestClient = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  query(soql: string): Promise<Record<string, unknown>[]>;
};

/** A client for tests: paths are relative to /services/data/v67.0, or absolute when they start with /services. */
export function restClient(running: RunningOrg, username = running.adminUsername): RestClient {
  const token = running.tokenFor(username);
  const send: RestClient['send'] = async (method, path, body, headers = {}) => {
    const url = path.startsWith('/services') ? path : `/services/data/v67.0${path}`;
    const response = await fetch(running.url + url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await parse(response) };
  };
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    query: async (soql) => {
      const { status, body } = await send('GET', `/query?q=${encodeURIComponent(soql)}`);
      if (status !== 200) throw new Error(`${soql}: ${JSON.stringify(body)}`);
      return (body as { records: Record<string, unknown>[] }).records;
    },
  };
}

async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  return (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
}

/** The first error code of an error answer. */
export function codeOf(answer: { readonly body: unknown }): unknown {
  const [first] = Array.isArray(answer.body) ? (answer.body as { errorCode?: unknown }[]) : [];
  return first?.errorCode;
}
