import { OrgError, type Row, type Session, type Value } from '../org.ts';
import { referenced } from './referenced.ts';

/**
 * The user that an assignment is for. Throws for an unknown id and for an inactive user, whose code is UNKNOWN
 * (facts 3.5, 10): a switch.
 */
export const activeAssignee = (session: Session, id: Value | undefined): Row => {
  const user = referenced(session, id, 'User');
  if (user.IsActive === 1) return user;
  const code = session.org.switches.inactiveAssigneeCode;
  const text = code === 'INACTIVE_OWNER_OR_USER' ? 'operation performed with inactive user' : 'Inactive User';
  throw new OrgError(code, text, { fields: [] });
};
