import type { SObject } from '../../org.ts';
import { notFound } from '../answer.ts';
import type { Call } from '../route.ts';

/** The object in the URL. Throws 404 for an unknown one, and for one that the caller may not see (facts 7.1 [recorded]). */
export function objectOf(call: Call): SObject {
  const object = call.session.org.schema.object(call.match['object'] ?? '');
  if (object === undefined || object.toolingOnly || !call.instance.access.seesObject(call.session, object))
    throw notFound();
  return object;
}

/** "/services/data/vNN.0" of the version that the request asked for. */
export function versionPath(call: Call): string {
  return `/services/data/v${call.session.apiVersion}.0`;
}
