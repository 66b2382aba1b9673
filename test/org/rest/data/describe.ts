import { DECIDING } from '../../access/objectRights.ts';
import type { HttpResponse } from '../../org.ts';
import { describeGlobal, describeObject } from '../../schema/describe.ts';
import type { Call } from '../route.ts';
import { objectOf } from './object.ts';

/** GET /sobjects */
export function globalDescribe(call: Call): HttpResponse {
  return { status: 200, body: describeGlobal(call.session, call.instance.access) };
}

/** GET /sobjects/X/describe */
export function objectDescribe(call: Call): HttpResponse {
  const { org, userId, apiVersion } = call.session;
  const object = objectOf(call);
  const key = `describe ${object.name} ${userId} ${String(apiVersion)}`;
  const body = org.store.remember(key, [...DECIDING, 'FieldPermissions', 'RecordType'], () =>
    describeObject(call.session, call.instance.access, object),
  );
  return { status: 200, body };
}

/** GET /sobjects/X: the object's entry of the global describe; nobody has viewed anything here. */
export function basicInformation(call: Call): HttpResponse {
  const { name } = objectOf(call);
  const { sobjects } = describeGlobal(call.session, call.instance.access);
  const entries: readonly unknown[] = Array.isArray(sobjects) ? sobjects : [];
  const objectDescribe = entries.find((entry) => (entry as { name?: unknown }).name === name);
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}
