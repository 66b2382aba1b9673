import type { Rule, Session, SObject } from '../org.ts';

/** Calls fn with each rule about the object, in the org's order. */
export function runRules(session: Session, object: SObject, fn: (rule: Rule) => void): void {
  for (const rule of session.org.rules) if (rule.on === object.name) fn(rule);
}
