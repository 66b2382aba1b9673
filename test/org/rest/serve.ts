import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultAnswer } from '../faults/faultAnswer.ts';
import type { Fault } from '../faults/fault.ts';
import type { HttpRequest, HttpResponse, Org } from '../org.ts';
import { refusal } from './answer.ts';
import { tokenOf } from './authenticate.ts';
import { answer } from './dispatch.ts';
import type { Instance } from './instance.ts';
import { logEntry, rowsIn, type LoggedRequest } from './requestLog.ts';
import { readRequest, send } from './wire.ts';

/** The longest request line that is served; beyond it 414. */
const longestUri = 16_384;

/** Answers of 401 in a row to one request, after which a client that signs in again and again is stopped. */
const patience = 50;

/** What one server needs to answer: log and refusals (by "METHOD /path") are written as requests come. */
export type Serving = {
  readonly instance: Instance;
  readonly log: LoggedRequest[];
  readonly refusals: Map<string, number>;
  readonly latencyMs: number;
};

/** Answers one request: log, latency, fault, processing. */
export async function serve(serving: Serving, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { instance, log, latencyMs } = serving;
  const request = await readRequest(incoming);
  const entry = logEntry(log.length + 1, request);
  log.push(entry);
  const fault = instance.faults.strike(entry.ordinal, `${request.method} ${request.path}`);
  const wait = latencyMs + (fault?.kind === 'slow' ? fault.ms : 0);
  if (wait > 0) await sleep(wait, undefined, { ref: false });
  if (!instance.org.store.db.isOpen) return;
  nameCaller(instance, request, entry);
  if (fault?.kind === 'drop-before') {
    outgoing.destroy();
    return;
  }
  const response = endLoop(serving, request, respond(instance, request, (incoming.url ?? '').length, fault));
  if (fault?.kind === 'drop-after') {
    outgoing.destroy();
    return;
  }
  entry.status = response.status;
  entry.answeredAt = Date.now();
  entry.rows = rowsIn(response);
  send(outgoing, response, fault?.kind === 'truncated' || fault?.kind === 'garbage' ? fault.kind : undefined);
}

function respond(instance: Instance, request: HttpRequest, uriLength: number, fault: Fault | undefined): HttpResponse {
  const instead = fault === undefined ? undefined : faultAnswer(fault);
  const isUnprocessed = instead !== undefined && !(fault?.kind === 'status' && fault.committed === true);
  if (isUnprocessed) return instead;
  const response = uriLength > longestUri ? refusal(414, 'URI_TOO_LONG', 'URI Too Long') : answer(instance, request);
  return instead ?? response;
}

/** Real clients ask again for ever when their session is refused: in place of one refusal too many they get a 400. */
function endLoop({ refusals }: Serving, request: HttpRequest, response: HttpResponse): HttpResponse {
  const key = `${request.method} ${request.path}`;
  const isRefused = response.status === 401 || response.body === 'Bad_OAuth_Token';
  const count = isRefused ? (refusals.get(key) ?? 0) + 1 : 0;
  refusals.set(key, count);
  if (count <= patience) return response;
  return refusal(400, 'SIMULATOR_LOOP', `The client went on after ${patience} answers of 401 in a row`);
}

function nameCaller(instance: Instance, request: HttpRequest, entry: LoggedRequest): void {
  const inEnvelope = /<(?:\w+:)?sessionId>([^<]+)/.exec(
    request.path.startsWith('/services/Soap/') ? request.body.toString('utf8') : '',
  );
  const userId = instance.tokens.get(tokenOf(request) ?? inEnvelope?.[1] ?? '');
  const username = userId === undefined ? undefined : usernameOf(instance.org, userId);
  if (username !== undefined) entry.username = username;
}

function usernameOf({ store }: Org, userId: string): string | undefined {
  const name = (): unknown => store.get('User', userId)?.['Username'];
  const username = store.remember(`username ${userId}`, ['User'], name);
  return typeof username === 'string' ? username : undefined;
}
