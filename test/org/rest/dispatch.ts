import { NotSimulated, OrgError, type HttpRequest, type HttpResponse, type Session } from '../org.ts';
import { answerTo, notFound } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Instance } from './instance.ts';
import { matchPath, type AnyRoute, type AtomicUnit } from './route.ts';
import { recalculateGroups } from '../rules/permissionSetGroup.ts';
import { routes } from './routes.ts';
import { versionIn } from './version.ts';

/** Answers one HTTP request; never throws. */
export function answer(instance: Instance, request: HttpRequest): HttpResponse {
  const response = attempt(instance, request);
  return request.path.startsWith('/services/data/v') ? withLimitInfo(instance, response) : response;
}

/** Answers a request that composite, graph or batch carries, for a session that is known. Throws what handlers throw. */
export function dispatchInner(
  instance: Instance,
  caller: Session,
  request: HttpRequest,
  unit?: AtomicUnit,
): HttpResponse {
  const lock = instance.faults.lockFor(`${request.method} ${request.path}`);
  if (lock !== undefined) throw lock;
  const { route, match } = findRoute(request);
  if (!('handle' in route)) throw notFound();
  const session = { ...caller, apiVersion: versionIn(request.path) ?? caller.apiVersion };
  return route.handle({ instance, session, match, request, ...(unit === undefined ? {} : { unit }) });
}

function attempt(instance: Instance, request: HttpRequest): HttpResponse {
  try {
    return dispatch(instance, request);
  } catch (error) {
    return answerTo(error);
  }
}

function dispatch(instance: Instance, request: HttpRequest): HttpResponse {
  if (request.method === 'HEAD') return dispatch(instance, { ...request, method: 'GET' });
  const version = versionIn(request.path);
  const { route, match } = findRoute(request);
  if ('open' in route) return route.open({ instance, match, request });
  if (!('handle' in route)) throw notFound();
  const session = authenticate(instance, request, version ?? 0);
  instance.usage.requests += 1;
  recalculateGroups(instance.org);
  return route.handle({ instance, session, match, request });
}

/** The route of a request. Throws NOT_FOUND, METHOD_NOT_ALLOWED or NotSimulated. */
function findRoute(request: HttpRequest): { route: AnyRoute; match: Record<string, string> } {
  const fitting = routes.find((route) => matchPath(route.path, request.path) !== undefined);
  if (fitting === undefined) throw notFound();
  if ('gap' in fitting) throw new NotSimulated(fitting.gap);
  const samePath = routes.filter((route) => route.path === fitting.path);
  const route = samePath.find((candidate) => candidate.method === request.method);
  if (route === undefined) throw notAllowed(request.method, samePath);
  return { route, match: matchPath(route.path, request.path) ?? {} };
}

function notAllowed(method: string, samePath: readonly AnyRoute[]): OrgError {
  const allowed = samePath.flatMap((route) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method])).sort();
  const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`;
  return new OrgError('METHOD_NOT_ALLOWED', message, { httpStatus: 405 });
}

/** source: facts 7.6, response header of REST data calls [recorded] */
function withLimitInfo(instance: Instance, response: HttpResponse): HttpResponse {
  const info = `api-usage=${instance.usage.requests}/${dailyRequests(instance)}`;
  return { ...response, headers: { 'Sforce-Limit-Info': info, ...response.headers } };
}

/** Daily API requests of the org: 15,000 recorded for a developer org, 100,000 taken for the others. */
export function dailyRequests(instance: Instance): number {
  return instance.org.features.edition === 'Developer Edition' ? 15_000 : 100_000;
}
