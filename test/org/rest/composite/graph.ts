import { OrgError, type HttpResponse } from '../../org.ts';
import { answerTo, notFound } from '../answer.ts';
import { isObject, jsonBody, type Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { isRefusedUnit } from './atomicUnit.ts';
import { objectsOf, refusedUnit } from './composite.ts';
import { byReferences } from './order.ts';
import { parseParts, type Part } from './part.ts';
import { referencesOf } from './references.ts';
import { runParts } from './runParts.ts';

type Graph = { readonly graphId: string; readonly parts: Part[] };

/** POST /composite/graph: each graph is atomic; from the 15th failure on the rest is halted (facts 7.2 [official]). */
export function graph(call: Call): HttpResponse {
  const graphs = parseGraphs(call);
  checkLimits(graphs);
  let failures = 0;
  const answers = graphs.map(({ graphId, parts }) => {
    const outcome = failures > 14 ? haltedGraph(parts) : runParts(call, parts, byReferences(parts), true);
    if (!outcome.isSuccessful) failures += 1;
    return { graphId, graphResponse: { compositeResponse: outcome.results }, isSuccessful: outcome.isSuccessful };
  });
  return { status: 200, body: { graphs: answers } };
}

function parseGraphs(call: Call): Graph[] {
  const list = jsonBody(call.request)['graphs'];
  if (!Array.isArray(list) || list.length === 0)
    throw new OrgError('JSON_PARSER_ERROR', 'graphs must hold at least one graph');
  return list.map((entry: unknown) => {
    const given: Json = isObject(entry) ? entry : {};
    if (typeof given['graphId'] !== 'string') throw new OrgError('JSON_PARSER_ERROR', 'A graph must have a graphId');
    const parts = parseParts(given['compositeRequest'], 52);
    for (const part of parts) checkAllowed(part);
    if (isRefusedUnit(call.session, objectsOf(parts))) throw refusedUnit();
    return { graphId: given['graphId'], parts };
  });
}

/** Only records are allowed inside, no query and no collections (official); how others are refused is not recorded. */
function checkAllowed(part: Part): void {
  if (!/^\/services\/data\/v\d+\.0\/sobjects\/[^/?]+(\/[^/?]+){0,2}\/?(\?|$)/i.test(part.url)) throw notFound();
}

/** The numbers are official (facts 7.2), the texts are not recorded. */
function checkLimits(graphs: readonly Graph[]): void {
  const nodes = graphs.flatMap((entry) => entry.parts);
  const kinds = new Set(nodes.map((part) => /\/(v[\d.]+\/sobjects\/[^/?]+)/i.exec(part.url)?.[1]?.toLowerCase()));
  limit(graphs.length, 75, 'graphs');
  limit(nodes.length, 500, 'nodes');
  limit(kinds.size, 15, 'different nodes');
  for (const { parts } of graphs) limit(depth(parts), 15, 'levels in a graph');
}

function limit(count: number, max: number, what: string): void {
  if (count > max) throw new OrgError('LIMIT_EXCEEDED', `The request can’t contain more than ${max} ${what}.`);
}

/** The number of parts in the longest chain of references to earlier parts. */
function depth(parts: readonly Part[]): number {
  const levels = new Map<string, number>();
  for (const part of byReferences(parts)) {
    const above = [...referencesOf(part)].map((id) => levels.get(id) ?? 0);
    levels.set(part.referenceId, 1 + Math.max(0, ...above));
  }
  return Math.max(...levels.values());
}

function haltedGraph(parts: readonly Part[]): ReturnType<typeof runParts> {
  const message = 'The request was halted because too many graphs failed.';
  const { body, status } = answerTo(new OrgError('PROCESSING_HALTED', message));
  const results = parts.map(({ referenceId }) => ({ body, httpHeaders: {}, httpStatusCode: status, referenceId }));
  return { isSuccessful: false, results };
}
