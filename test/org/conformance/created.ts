import type { CaseRequest } from './case.ts';
import type { Answer } from './target.ts';

/** Something that a case made and that has to go again. Metadata is named by its full name. */
export type Made = { readonly type: string; readonly id: string; readonly metadata?: true };

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** What an answered request made, in the order of making; `request` is as it was sent. */
export function made(request: CaseRequest, answer: Answer): Made[] {
  if (request.metadata !== undefined) return madeByMetadata(request.metadata, answer.body);
  const path = (request.path ?? '').split('?')[0] ?? '';
  const sent = isJson(request.body) ? request.body : {};
  const got = isJson(answer.body) ? answer.body : {};
  if (request.method !== 'POST') return [];
  if (path.endsWith('composite/sobjects')) {
    return list(answer.body).flatMap((result, index) => madeRow(typeOf(list(sent['records'])[index]), result));
  }
  if (path.endsWith('composite/graph')) {
    return list(sent['graphs']).flatMap((graph, index) => {
      const response = list(got['graphs'])[index]?.['graphResponse'];
      return madeByParts(list(graph['compositeRequest']), isJson(response) ? list(response['compositeResponse']) : []);
    });
  }
  if (path.endsWith('composite/batch')) {
    return list(sent['batchRequests']).flatMap((part, index) =>
      madeRow(typeInPath(part['url']), list(got['results'])[index]?.['result']),
    );
  }
  if (path.endsWith('composite')) return madeByParts(list(sent['compositeRequest']), list(got['compositeResponse']));
  return madeRow(typeInPath(path), answer.body);
}

/** The record that an answered request deleted. */
export function gone(request: CaseRequest, answer: Answer): string | undefined {
  if (request.method !== 'DELETE' || answer.status !== 204) return undefined;
  return /sobjects\/\w+\/(\w+)$/.exec(request.path ?? '')?.[1];
}

function madeByParts(parts: readonly Json[], answers: readonly Json[]): Made[] {
  return parts.flatMap((part) => {
    const answer = answers.find((one) => one['referenceId'] === part['referenceId']);
    return answer?.['httpStatusCode'] === 201 ? madeRow(typeInPath(part['url']), answer['body']) : [];
  });
}

function madeRow(type: string | undefined, result: unknown): Made[] {
  if (type === undefined || !isJson(result) || result['success'] !== true) return [];
  return typeof result['id'] === 'string' ? [{ type, id: result['id'] }] : [];
}

function madeByMetadata(call: NonNullable<CaseRequest['metadata']>, body: unknown): Made[] {
  if (!/^(create|upsert)Metadata$/.test(call.call)) return [];
  const type = /xsi:type="(\w+)"/.exec(call.xml)?.[1] ?? '';
  return list(isJson(body) ? body['result'] : [])
    .filter((result) => result['success'] === 'true')
    .map((result) => ({ type, id: String(result['fullName']), metadata: true }));
}

function typeInPath(path: unknown): string | undefined {
  return typeof path === 'string' ? /sobjects\/(\w+)\/?$/.exec(path)?.[1] : undefined;
}

function typeOf(record: Json | undefined): string | undefined {
  const attributes = record?.['attributes'];
  return isJson(attributes) && typeof attributes['type'] === 'string' ? attributes['type'] : undefined;
}
