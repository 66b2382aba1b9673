import { OrgError, type Row, type Session, type Value } from '../org.ts';

/**
 * The record that a reference points at, of one of the given objects.
 * Throws INVALID_CROSS_REFERENCE_KEY "invalid cross reference id" (facts 3.5, 4.2) when there is none.
 */
export const referenced = (session: Session, id: Value | undefined, ...objects: readonly string[]): Row => {
  const { schema, store } = session.org;
  const object = typeof id === 'string' ? schema.byPrefix(id.slice(0, 3)) : undefined;
  const row = object && objects.includes(object.name) ? store.get(object.name, String(id)) : undefined;
  if (!row) throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
  return row;
};
