import type { Content } from '../org/metadata/printXml.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';

type Rule = { readonly object: 'Case' | 'Lead'; readonly name: string; readonly user: string };
type Cases = {
  readonly defaultCaseOwner: string;
  readonly defaultCaseOwnerType: 'User' | 'Queue';
  readonly defaultCaseUser: string;
  /** Of the one address of Email-to-Case. */
  readonly addressOwner?: string;
};

/** Settings of the org that name users: of cases, and rules that assign records. */
export function plantSettings(
  running: RunningOrg,
  { cases, assignment, escalation }: { cases?: Cases; assignment?: Rule; escalation?: Rule },
): void {
  const { upsert } = administer(running);
  if (cases) {
    const { addressOwner, ...values } = cases;
    const address = { caseOwner: addressOwner, caseOwnerType: 'User', emailAddress: 'help@x.com', routingName: 'Help' };
    upsert('CaseSettings', 'Case', {
      ...values,
      ...(addressOwner === undefined ? {} : { emailToCase: { routingAddresses: address } }),
    });
  }
  if (assignment) {
    const entry: Content = { assignedTo: assignment.user, assignedToType: 'User' };
    const assignmentRule = { fullName: assignment.name, active: true, ruleEntry: [entry, entry] };
    upsert('AssignmentRules', assignment.object, { assignmentRule });
  }
  if (escalation) {
    const escalationAction = { minutesToEscalation: 60, notifyTo: escalation.user };
    const escalationRule = { fullName: escalation.name, active: true, ruleEntry: { escalationAction } };
    upsert('EscalationRules', escalation.object, { escalationRule });
  }
}
