import { OrgError, type Rule } from '../org.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { writableParent } from './parentSet.ts';

/** SetupEntityType by id prefix (facts 3.4 [official OBJ63 + DESC], prefixes: facts Appendix B and recorded list). */
const TYPES: Readonly<Record<string, string>> = {
  '01p': 'ApexClass',
  '066': 'ApexPage',
  '0H4': 'ConnectedApplication',
  '01I': 'CustomEntityDefinition',
  '0CP': 'CustomPermission',
  '0xI': 'ExternalClientApplication',
  '0XC': 'ExternalDataSource',
  // The prefix is not known; this one is the simulated org's own.
  '0XP': 'ExternalCredentialParameter',
  '300': 'FlowDefinition',
  '0Mj': 'MessagingChannel',
  '0XA': 'NamedCredential',
  '0D2': 'OrgWideEmailAddress',
  '02u': 'TabSet',
};

const parent: Rule = {
  on: 'SetupEntityAccess',
  source: 'facts 3.4: child of a permission set',
  beforeInsert: (session, row) => {
    writableParent(session, row.ParentId);
  },
  beforeDelete: (session, row) => {
    writableParent(session, row.ParentId);
  },
};

const derivedType: Rule = {
  on: 'SetupEntityAccess',
  source: 'facts 3.4: SetupEntityType is derived from SetupEntityId and read-only; listed types only',
  beforeInsert: ({ org }, row) => {
    const id = String(row.SetupEntityId);
    const type = TYPES[id.slice(0, 3)];
    const stored = org.schema.byPrefix(id.slice(0, 3));
    if (type === undefined || (stored && !org.store.get(stored.name, id))) {
      throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
    }
    row.SetupEntityType = type;
  },
};

/** Parameters that stand for who calls out; the others are settings of the credential. */
const PRINCIPALS = ['AwsStsPrincipal', 'NamedPrincipal', 'PerUserPrincipal'];

const principalsOnly: Rule = {
  on: 'SetupEntityAccess',
  source:
    'facts 3.4: of the parameters of an external credential, access is given to principals [official META67 + inference]',
  beforeInsert: ({ org }, row) => {
    const parameter = org.store.get('ExternalCredentialParameter', String(row.SetupEntityId));
    if (parameter && !PRINCIPALS.includes(String(parameter['ParameterType']))) {
      throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
    }
  },
};

const unique: Rule = {
  on: 'SetupEntityAccess',
  source: 'facts 3.4, 1.4: one row for an entity in a set, generic text of DUPLICATE_VALUE',
  beforeInsert: (session, row) => {
    refuseDuplicate(session, 'SetupEntityAccess', row, ['ParentId', 'SetupEntityId']);
  },
};

export const setupEntityAccessRules: readonly Rule[] = [parent, derivedType, principalsOnly, unique];
