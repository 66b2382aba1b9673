import type { Org, Row, Session, SObject } from '../org.ts';
import { requiredMissing } from './errors.ts';

/** Required by the describe, yet filled by the platform when absent (facts 4.1). */
const filledByPlatform = ['User.CommunityNickname'];
const counters = new WeakMap<Org, Map<string, number>>();

/** The row of a new record: defaults, the running user as owner, auto numbers, and over them what was given. */
export function withDefaults(session: Session, object: SObject, given: Row): Row {
  const row: Row = {};
  for (const field of object.fields) {
    if (field.sql !== undefined) continue;
    if (field.defaultValue !== null) row[field.name] = field.defaultValue;
    if (field.name === 'OwnerId' && field.createable) row[field.name] = session.userId;
    if (field.autoNumber) row[field.name] = nextNumber(session.org, `${object.name}.${field.name}`);
    const value = given[field.name];
    if (value !== undefined && !(value === null && field.defaultedOnCreate && !field.nillable)) row[field.name] = value;
  }
  return row;
}

/** @throws OrgError REQUIRED_FIELD_MISSING naming every field of a new record that has no value and needs one. */
export function checkRequired(object: SObject, row: Row): void {
  const missing = object.fields.filter(
    (field) =>
      field.createable &&
      !field.nillable &&
      !field.defaultedOnCreate &&
      field.type !== 'boolean' &&
      (row[field.name] ?? null) === null &&
      !filledByPlatform.includes(`${object.name}.${field.name}`),
  );
  if (missing.length > 0) throw requiredMissing(missing);
}

/** @throws OrgError REQUIRED_FIELD_MISSING when an update empties fields that need a value. */
export function checkKept(object: SObject, changes: Row): void {
  const emptied = object.fields.filter((field) => !field.nillable && changes[field.name] === null);
  if (emptied.length > 0) throw requiredMissing(emptied);
}

function nextNumber(org: Org, column: string): string {
  const numbers = counters.get(org) ?? new Map<string, number>();
  counters.set(org, numbers);
  const next = (numbers.get(column) ?? 0) + 1;
  numbers.set(column, next);
  return String(next).padStart(8, '0');
}
