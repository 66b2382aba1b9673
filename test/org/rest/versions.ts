import type { HttpResponse } from '../org.ts';
import type { Call } from './route.ts';
import { listVersions } from './version.ts';

/** GET /services/data, without a session. */
export function versions(): HttpResponse {
  return { status: 200, body: listVersions() };
}

/** GET /composite: the kinds of composite requests (official). */
export function compositeResources(call: Call): HttpResponse {
  const base = `/services/data/${String(call.match['version'])}/composite`;
  const names = ['tree', 'batch', 'sobjects', 'graph'];
  return { status: 200, body: Object.fromEntries(names.map((name) => [name, `${base}/${name}`])) };
}

/** GET /services/data/vNN.0: the resources served, and the identity URL that clients look for. */
export function resources(call: Call): HttpResponse {
  const { instance, session, match } = call;
  const base = `/services/data/${String(match['version'])}`;
  const names = ['tooling', 'metadata', 'sobjects', 'query', 'queryAll', 'composite', 'limits'];
  const urls = Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
  return { status: 200, body: { ...urls, identity: `${instance.url}/id/${instance.org.id}/${session.userId}` } };
}
