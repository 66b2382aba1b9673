import { ask } from './ask.ts';
import { errorsIn } from './match.ts';
import type { Target } from './target.ts';

type Rows = readonly Record<string, unknown>[];

/** What the org has that cases may need: values for @{org....}, and which needs it meets. */
export type Survey = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly edition: string;
  readonly sandbox: boolean;
  meets(need: string): Promise<boolean>;
};

/**
 * Asks the org what it has.
 *
 * @throws Error when it answers no query at all.
 */
export async function survey(target: Target): Promise<Survey> {
  const [organization = {}] = await rows(
    target,
    'SELECT OrganizationType, IsSandbox, DefaultLocaleSidKey, LanguageLocaleKey, TimeZoneSidKey FROM Organization',
  );
  const license = async (name: string): Promise<unknown> =>
    (await rows(target, `SELECT Id FROM UserLicense WHERE Name = '${name}'`))[0]?.['Id'];
  const psl = await rows(
    target,
    "SELECT Id FROM PermissionSetLicense WHERE DeveloperName = 'SalesforceAPIIntegrationPsl'",
  );
  const industry = await rows(target, "SELECT Id FROM PermissionSetLicense WHERE MasterLabel LIKE 'Health Cloud%'");
  const other = await rows(
    target,
    "SELECT Id FROM Profile WHERE UserLicense.Name IN ('Chatter Free', 'Identity') LIMIT 1",
  );
  const apex = await rows(target, 'SELECT Id FROM ApexClass WHERE NamespacePrefix = null LIMIT 1');
  const values = {
    integrationLicenseId: await license('Salesforce Integration'),
    salesforceLicenseId: await license('Salesforce'),
    pslId: psl[0]?.['Id'],
    baseProfileId: await baseProfile(target),
    industryPslId: industry[0]?.['Id'],
    chatterOrIdentityProfileId: other[0]?.['Id'],
    apexClassId: apex[0]?.['Id'],
    locale: organization['DefaultLocaleSidKey'],
    language: organization['LanguageLocaleKey'],
    timeZone: organization['TimeZoneSidKey'],
  };
  return {
    values,
    edition: String(organization['OrganizationType']),
    sandbox: organization['IsSandbox'] === true,
    meets: (need) => meets(target, values, need),
  };
}

/** Seats left of the user license or of the permission set license; they are counted anew each time. */
export async function freeSeats(target: Target, of: 'user' | 'permissionSetLicense'): Promise<number> {
  const from =
    of === 'user'
      ? "UserLicense WHERE Name = 'Salesforce Integration'"
      : "PermissionSetLicense WHERE DeveloperName = 'SalesforceAPIIntegrationPsl'";
  const [row] = await rows(target, `SELECT TotalLicenses, UsedLicenses FROM ${from}`);
  return row === undefined ? 0 : Number(row['TotalLicenses']) - Number(row['UsedLicenses']);
}

/** All rows of a query that fits one page. @throws Error with the words of the org. */
export async function rows(target: Target, soql: string): Promise<Rows> {
  const answer = await ask(target, { query: soql });
  if (answer.status !== 200)
    throw new Error(`${soql}: ${errorsIn(answer.body)[0]?.message ?? `HTTP ${answer.status}`}`);
  return (answer.body as { records: Rows }).records;
}

async function baseProfile(target: Target): Promise<unknown> {
  const found = await rows(target, "SELECT Id, Name FROM Profile WHERE UserLicense.Name = 'Salesforce Integration'");
  const named = (name: string): unknown => found.find((row) => row['Name'] === name)?.['Id'];
  return (
    named('Minimum Access - API Only Integrations') ??
    named('Salesforce API Only System Integrations') ??
    found[0]?.['Id']
  );
}

async function meets(target: Target, values: Readonly<Record<string, unknown>>, need: string): Promise<boolean> {
  const [kind, name] = need.split(':');
  if (kind === 'object')
    return (await ask(target, { method: 'GET', path: `sobjects/${name ?? ''}/describe` })).status === 200;
  switch (need) {
    case 'integrationPsl':
      return values['pslId'] !== undefined;
    case 'english':
      return String(values['language']).startsWith('en');
    case 'chatter':
      return chatterIsOn(target, values['baseProfileId']);
    case 'freeSeat':
      return (await freeSeats(target, 'user')) > 0;
    case 'noSeat':
      return (await freeSeats(target, 'user')) <= 0;
    case 'freePslSeat':
      return (await freeSeats(target, 'permissionSetLicense')) > 0;
    case 'noPslSeat':
      return (await freeSeats(target, 'permissionSetLicense')) <= 0;
    default:
      return values[`${need}Id`] !== undefined;
  }
}

/** The stock profile of the license has Chatter Internal User exactly where Chatter is on (facts 2.5). */
async function chatterIsOn(target: Target, baseProfileId: unknown): Promise<boolean> {
  if (typeof baseProfileId !== 'string') return false;
  const soql = `SELECT PermissionsChatterInternalUser FROM Profile WHERE Id = '${baseProfileId}'`;
  const answer = await ask(target, { query: soql });
  return JSON.stringify(answer.body).includes('"PermissionsChatterInternalUser":true');
}
