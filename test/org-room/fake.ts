import type { Connection } from '@salesforce/core';
import type { Org } from '../../src/org/wire/transport.ts';

export type Asked = { readonly method: string; readonly url: string; readonly body?: string };

/** An org that answers requests one after the other as told: an error is thrown, anything else is the body. */
export function fakeOrg(...answers: readonly unknown[]): { org: Org; asked: Asked[]; waits: string[] } {
  const asked: Asked[] = [];
  const waits: string[] = [];
  const request = (one: Asked): Promise<unknown> => {
    asked.push(one);
    if (asked.length > answers.length)
      return Promise.reject(new Error(`request ${String(asked.length)} was not expected`));
    const answer = answers[asked.length - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const connection = {
    request,
    getApiVersion: () => '67.0',
    instanceUrl: 'https://acme.my.salesforce.com/',
    accessToken: 'the<token>',
    getAuthInfo: () => ({ getFields: () => ({ accessToken: 'the<token>' }) }),
  } as unknown as Connection;
  return { org: { connection, backOff: [0, 0], onRetry: ({ reason }) => waits.push(reason) }, asked, waits };
}

/** An error as the sf libraries throw it. */
export function thrown(name: string, message = 'words', more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

/** What a promise is rejected with; fails when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const given = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in given) throw new Error(`not rejected: ${JSON.stringify(given.value)}`);
  return given.error;
}
