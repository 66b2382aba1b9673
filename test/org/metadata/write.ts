import { OrgError, type Access, type Row, type Session } from '../org.ts';
import { componentFile } from './componentXml.ts';
import type { Component } from './component.ts';
import { missingPolicies } from './clientApps.ts';
import { keptComponent, keptRows, writeKept } from './kept.ts';
import { findPermissionSet, findProfile } from './names.ts';
import { readPermissionSet } from './readPermissionSet.ts';
import { wholeProfile } from './readProfile.ts';
import type { MetadataType } from './sections.ts';
import { steadyAccess } from './steadyAccess.ts';
import { writePermissionSet } from './writePermissionSet.ts';
import { writeProfile } from './writeProfile.ts';

export type Written = { readonly id: string; readonly created: boolean; readonly changed: boolean };

/**
 * Creates or changes one component, all of it or nothing. Throws OrgError with the first problem (facts 9, trap 24: one
 * problem for each component and attempt).
 */
export function writeComponent(
  session: Session,
  access: Access,
  component: Component,
  ignoreWarnings = false,
): Written {
  const { org } = session;
  const steady = steadyAccess(access);
  return org.store.transaction(() => {
    const before = findRow(session, component.type, component.fullName);
    const fileBefore = before === undefined ? '' : wholeFile(session, component.type, before);
    const { type } = component;
    if (type === 'PermissionSet') writePermissionSet(session, steady, component);
    else if (type === 'Profile') writeProfile(session, steady, component);
    else writeKept(session, { ...component, type }, ignoreWarnings);
    const after = findRow(session, component.type, component.fullName);
    if (after === undefined) throw new OrgError('UNKNOWN_EXCEPTION', `${component.fullName} is gone after its write`);
    const changed = wholeFile(session, component.type, after) !== fileBefore;
    return { id: String(after['Id']), created: before === undefined, changed };
  });
}

/** After a write: what the org makes beside what was given. */
export function addMissingPolicies(session: Session): void {
  for (const policies of missingPolicies(session.org)) writeKept(session, policies, false);
}

/** The row of the component with this full name. */
export function findRow(session: Session, type: MetadataType, fullName: string): Row | undefined {
  if (type === 'PermissionSet') return findPermissionSet(session.org, fullName);
  if (type === 'Profile') return findProfile(session.org, fullName);
  return keptRows(session.org, type).find((row) => row['FullName'] === fullName);
}

/** A component as readMetadata gives it. */
export function wholeComponent({ org }: Session, type: MetadataType, row: Row): Component {
  if (type === 'PermissionSet') return readPermissionSet(org, row);
  return type === 'Profile' ? wholeProfile(org, row) : keptComponent(org, type, row);
}

function wholeFile(session: Session, type: MetadataType, row: Row): string {
  return componentFile(wholeComponent(session, type, row), session.apiVersion);
}
