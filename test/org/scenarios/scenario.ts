import type { Features, Org, Switches } from '../org.ts';
import { rules } from '../rules/all.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';
import { plant } from './plant.ts';
import { scenarios, type Scenario, type ScenarioName } from './table.ts';

export type { Scenario, ScenarioName } from './table.ts';

/** The names under which scenarios start, in the order of their table. */
export const scenarioNames: readonly ScenarioName[] = Object.keys(scenarios) as ScenarioName[];

type Overrides = {
  readonly switches?: Partial<Switches>;
  readonly features?: Partial<Features>;
  readonly usernamesElsewhere?: string[];
  readonly now?: () => Date;
  /** A file with the database of an org of this scenario, taken as it is; see large/kept.ts. */
  readonly database?: string;
};

/**
 * A new org of a scenario, named or given, in a database of its own. What may differ between real orgs is overridden
 * by switches and features; `now` is the org's clock.
 */
export const buildOrg = (scenario: Scenario | ScenarioName, overrides: Overrides = {}): Org => {
  const given = typeof scenario === 'string' ? scenarios[scenario] : scenario;
  const start: Scenario = { ...given, features: { ...given.features, ...overrides.features } };
  const now = overrides.now ?? ((): Date => new Date());
  const schema = loadSchema(start.features);
  const store = openStore(schema, now, overrides.database);
  const org = {
    schema,
    store,
    switches: { ...DEFAULT_SWITCHES, ...overrides.switches },
    features: start.features,
    usernamesElsewhere: new Set((overrides.usernamesElsewhere ?? []).map((name) => name.toLowerCase())),
    namedInSettings: new Map<string, string>(),
    rules,
    now,
  };
  if (overrides.database !== undefined) return { ...org, id: String(store.find('Organization')[0]?.Id) };
  return store.transaction(() => ({ ...org, id: plant({ ...org, id: '' }, start) }));
};

/** The safest assumption for each UNKNOWN (facts 10). */
const DEFAULT_SWITCHES: Switches = {
  pslSeatsExhaustedCode: 'LICENSE_LIMIT_EXCEEDED',
  inactiveAssigneeCode: 'FIELD_INTEGRITY_EXCEPTION',
  duplicatePermissionSetNameCode: 'DUPLICATE_VALUE',
  duplicateProfileNameCode: 'FIELD_INTEGRITY_EXCEPTION',
  atomicComposite: 'accepted',
  passwordNeverExpiresOnProfile: 'refused',
  mixedCollectionsCode: 'INVALID_TYPE',
  autoAssignPermissionSetLicense: true,
  accountReadRequired: false,
  profileDml: 'accepted',
  userDelete: 'METHOD_NOT_ALLOWED',
  profileInUseCode: 'DELETE_FAILED',
  featureFlagsOnLicenseChange: 'refused',
  passwordPolicyProfile: 'lowerCase',
  deactivationRefusedCode: 'FIELD_INTEGRITY_EXCEPTION',
  tokensOfInactiveUser: 'kept',
  appSpreads: 0,
  expiredCertificate: 'refused',
  secretRefused: 'INSUFFICIENT_ACCESS',
  secretAnswer: 'told',
  entityNameSeparator: ';',
  loginHistoryDays: 180,
  havingUnfilterable: 'refused',
  refusedRows: 'each',
  bulkLoginHistory: 'accepted',
  bulkChecks: 1,
};
