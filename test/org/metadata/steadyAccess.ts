import type { Access, Field, Session, SObject } from '../org.ts';

/**
 * The caller's rights as they are at the start of a write: a deploy is checked once, and its thousands of rows need not
 * ask again.
 */
export function steadyAccess(access: Access): Access {
  const once = <Args extends unknown[], Result>(ask: (...args: Args) => Result, key: (...args: Args) => string) => {
    const answers = new Map<string, Result>();
    return (...args: Args): Result => {
      const name = key(...args);
      const known = answers.get(name);
      if (known !== undefined) return known;
      const answer = ask(...args);
      answers.set(name, answer);
      return answer;
    };
  };
  return {
    userPermissions: once(
      (session: Session) => access.userPermissions(session),
      ({ userId }) => userId,
    ),
    seesObject: once(
      (session: Session, object: SObject) => access.seesObject(session, object),
      ({ userId }, object) => `${userId} ${object.name}`,
    ),
    object: once(
      (session: Session, object: SObject) => access.object(session, object),
      ({ userId }, object) => `${userId} ${object.name}`,
    ),
    field: once(
      (session: Session, object: SObject, field: Field) => access.field(session, object, field),
      ({ userId }, object, field) => `${userId} ${object.name}.${field.name}`,
    ),
    visibleRows: (session, object) => access.visibleRows(session, object),
  };
}
