import { writeKept } from '../org/metadata/kept.ts';
import type { Component } from '../org/metadata/component.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';

type Rule = { readonly object: 'Case' | 'Lead'; readonly name: string; readonly user: string };

/** Settings of the org that name users: of cases, and rules that assign records. */
export function plantSettings(
  running: RunningOrg,
  { cases, assignment, escalation }: { cases?: Component['values']; assignment?: Rule; escalation?: Rule },
): void {
  const { org } = running;
  const userId = idOf(running, 'User', { Username: running.adminUsername });
  const session = { org, userId, apiVersion: 67 };
  const write = (component: Parameters<typeof writeKept>[1]): void => {
    writeKept(session, component, false);
  };
  if (cases) {
    const address = { emailAddress: 'help@example.com', routingName: 'Help', caseOwner: '', caseOwnerType: 'User' };
    const { caseOwner, ...values } = cases;
    const lists =
      typeof caseOwner === 'string' ? { emailToCase: [{ routingAddresses: [{ ...address, caseOwner }] }] } : {};
    write({ type: 'CaseSettings', fullName: 'Case', values, lists });
  }
  const entry = (user: string) => ({ assignedTo: user, assignedToType: 'User' });
  if (assignment) {
    const rule = {
      fullName: assignment.name,
      active: true,
      ruleEntry: [entry(assignment.user), entry(assignment.user)],
    };
    write({ type: 'AssignmentRules', fullName: assignment.object, values: {}, lists: { assignmentRule: [rule] } });
  }
  if (escalation) {
    const ruleEntry = [{ escalationAction: [{ minutesToEscalation: '60', notifyTo: escalation.user }] }];
    const rule = { fullName: escalation.name, active: true, ruleEntry };
    write({ type: 'EscalationRules', fullName: escalation.object, values: {}, lists: { escalationRule: [rule] } });
  }
}
