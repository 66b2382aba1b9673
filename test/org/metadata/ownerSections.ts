import type { ListSection, Member, Section, Sections } from './sections.ts';

/** Settings and rules that name users to whom the org gives records by itself (facts 4.3). */
export type RuleType = 'AssignmentRules' | 'EscalationRules';

const gap: Section = { kind: 'gap' };
const text: Section = { kind: 'string' };
const flag: Section = { kind: 'boolean' };

/** Entries of which every member may be left out. */
function entries(key: string, members: Readonly<Record<string, Member>>): ListSection {
  return { kind: 'list', key, members, optional: Object.keys(members) };
}

/** source: META67 and the metadata WSDL [official] */
export const caseSettingsSections: Sections = {
  caseAssignNotificationTemplate: text,
  caseAutoProcUser: flag,
  caseCloseNotificationTemplate: text,
  caseCommentNotificationTemplate: text,
  caseCreateNotificationTemplate: text,
  caseFeedItemSettings: gap,
  closeCaseThroughStatusChange: flag,
  defaultCaseOwner: text,
  defaultCaseOwnerType: text,
  defaultCaseUser: text,
  emailActionDefaultsHandlerClass: text,
  emailToCase: entries('enableEmailToCase', {
    enableEmailToCase: 'boolean',
    enableOnDemandEmailToCase: 'boolean',
    routingAddresses: entries('emailAddress', {
      addressType: 'string',
      caseOrigin: 'string',
      caseOwner: 'string',
      caseOwnerType: 'string',
      emailAddress: 'string',
      routingName: 'string',
    }),
  }),
  notifyDefaultCaseOwner: flag,
  useSystemUserAsDefaultCaseUser: flag,
  webToCase: gap,
};

const assigned = { assignedTo: 'string', assignedToType: 'string' } as const;
const escalationAction = entries('assignedTo', { ...assigned, minutesToEscalation: 'int', notifyTo: 'string' });

function rules(more: Readonly<Record<string, Member>>): ListSection {
  const ruleEntry = entries('assignedTo', { ...assigned, ...more, formula: 'string' });
  return entries('fullName', { active: 'boolean', fullName: 'string', ruleEntry });
}

/** source: META67 and the metadata WSDL [official] */
export const ruleSections: Readonly<Record<RuleType, Sections>> = {
  AssignmentRules: { assignmentRule: rules({}) },
  EscalationRules: { escalationRule: rules({ escalationAction }) },
};

export const ruleFolders = {
  AssignmentRules: { directory: 'assignmentRules', suffix: 'assignmentRules' },
  EscalationRules: { directory: 'escalationRules', suffix: 'escalationRules' },
} as const;
