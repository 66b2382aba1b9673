import { OrgError, type Access, type Row, type Session } from '../org.ts';
import { componentFile } from './componentXml.ts';
import type { Component } from './component.ts';
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
export function writeComponent(session: Session, access: Access, component: Component): Written {
  const { org } = session;
  const steady = steadyAccess(access);
  return org.store.transaction(() => {
    const before = findRow(session, component.type, component.fullName);
    const fileBefore = before === undefined ? '' : wholeFile(session, component.type, before);
    if (component.type === 'PermissionSet') writePermissionSet(session, steady, component);
    else writeProfile(session, steady, component);
    const after = findRow(session, component.type, component.fullName);
    if (after === undefined) throw new OrgError('UNKNOWN_EXCEPTION', `${component.fullName} is gone after its write`);
    const changed = wholeFile(session, component.type, after) !== fileBefore;
    return { id: String(after['Id']), created: before === undefined, changed };
  });
}

/** The row of PermissionSet or Profile with this full name. */
export function findRow(session: Session, type: MetadataType, fullName: string): Row | undefined {
  return type === 'PermissionSet' ? findPermissionSet(session.org, fullName) : findProfile(session.org, fullName);
}

function wholeFile(session: Session, type: MetadataType, row: Row): string {
  const component = type === 'PermissionSet' ? readPermissionSet(session.org, row) : wholeProfile(session.org, row);
  return componentFile(component, session.apiVersion);
}
