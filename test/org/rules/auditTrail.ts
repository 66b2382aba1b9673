import type { Session } from '../org.ts';

/** Writes a SetupAuditTrail row (facts 3.1: Action PermSetCreate; 5.2: Display and Section cannot be filtered). */
export const audit = (session: Session, action: string, section: string, display: string): void => {
  session.org.store.insert('SetupAuditTrail', { Action: action, Section: section, Display: display }, session.userId);
};
