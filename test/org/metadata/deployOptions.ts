import { NotSimulated, OrgError, type Org } from '../org.ts';

const flagNames = [
  'allowMissingFiles',
  'autoUpdatePackage',
  'checkOnly',
  'ignoreWarnings',
  'performRetrieve',
  'purgeOnDelete',
  'rollbackOnError',
  'singlePackage',
] as const;

/** DeployOptions (facts 7.7). Tests are never run: neither type has any. */
export type DeployOptions = Readonly<Record<(typeof flagNames)[number], boolean>> & {
  readonly testLevel: string | undefined;
  readonly runTests: readonly string[];
};

const testLevels: readonly string[] = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'];

/**
 * Options as given, flags left out being false. Throws for an unknown test level, and NotSimulated for options whose effect
 * the simulated org does not know.
 */
export function deployOptions(org: Org, given: Readonly<Record<string, unknown>>): DeployOptions {
  const flag = (name: string): boolean => given[name] === true || given[name] === 'true';
  const flags = Object.fromEntries(flagNames.map((name) => [name, flag(name)])) as Record<
    (typeof flagNames)[number],
    boolean
  >;
  const testLevel =
    typeof given['testLevel'] === 'string' && given['testLevel'] !== '' ? given['testLevel'] : undefined;
  const runTests = [given['runTests']].flat().filter((test) => typeof test === 'string');
  for (const name of ['autoUpdatePackage', 'performRetrieve', 'purgeOnDelete', 'allowMissingFiles'] as const) {
    if (flags[name]) throw new NotSimulated(`the deploy option ${name}`);
  }
  if (testLevel !== undefined && !testLevels.includes(testLevel)) {
    throw new OrgError('INVALID_TYPE', `'${testLevel}' is not a valid value for the enum 'TestLevel'`);
  }
  if (testLevel === 'RunSpecifiedTests' || runTests.length > 0)
    throw new NotSimulated('a deploy that runs specified tests');
  if (!flags.rollbackOnError && isProduction(org)) {
    throw new NotSimulated('a deploy to production without rollbackOnError, which Salesforce never allows');
  }
  return { ...flags, testLevel, runTests };
}

/** source: facts 7.7: SucceededPartial is never allowed in production [official/unverified] */
export function isProduction(org: Org): boolean {
  return !org.features.sandbox && org.features.edition !== 'Developer Edition';
}
