import type { HttpResponse, Session } from '../org.ts';
import { handleSoap } from '../metadata/soap.ts';
import { requireApi } from './authenticate.ts';
import { sessionOf } from './instance.ts';
import type { OpenCall } from './route.ts';
import { parseVersion } from './version.ts';

/** POST /services/Soap/m/NN.0: the session is in the envelope, so the metadata room asks for it. */
export function metadataSoap(call: OpenCall): HttpResponse {
  const { instance, match, request } = call;
  const version = parseVersion(`v${match['number'] ?? ''}`);
  const find = (token: string): Session | undefined => {
    const session = sessionOf(instance, token, version);
    if (session !== undefined) requireApi(instance, session);
    return session;
  };
  instance.usage.requests += 1;
  return handleSoap(instance.org, instance.access, find, request);
}
