import type { Answer, RestClient } from '../restClient.ts';

/** For tests: makes an integration user with license and a permission set over Account, in one atomic composite. */
export async function provision(client: RestClient, collateSubrequests: boolean): Promise<Answer> {
  const set = await client.send('POST', '/sobjects/PermissionSet', { Name: 'Accounts', Label: 'Accounts' });
  const setId = idOf(set);
  const rights = { ParentId: setId, SobjectType: 'Account', PermissionsRead: true };
  idOf(await client.send('POST', '/sobjects/ObjectPermissions', rights));
  const profile = await onlyId(client, "SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'");
  const licenseId = await onlyId(
    client,
    "SELECT Id FROM PermissionSetLicense WHERE DeveloperName = 'SalesforceAPIIntegrationPsl'",
  );
  const assignee = { AssigneeId: '@{user.id}' };
  return client.send('POST', '/composite', {
    allOrNone: true,
    collateSubrequests,
    compositeRequest: [
      part('user', 'User', newUser(profile)),
      part('license', 'PermissionSetLicenseAssign', { ...assignee, PermissionSetLicenseId: licenseId }),
      part('assignment', 'PermissionSetAssignment', { ...assignee, PermissionSetId: setId }),
    ],
  });
}

/** Fields of an integration user on a profile. */
function newUser(ProfileId: string): Record<string, unknown> {
  return {
    Username: `integration.${Date.now()}@example.com`,
    LastName: 'Integration',
    Alias: 'integ',
    Email: 'integration@example.com',
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    IsActive: true,
    ProfileId,
  };
}

function part(referenceId: string, object: string, body: unknown): object {
  return { method: 'POST', url: `/services/data/v67.0/sobjects/${object}`, referenceId, body };
}

async function onlyId(client: RestClient, soql: string): Promise<string> {
  const [record] = await client.query(soql);
  return String(record?.['Id']);
}

function idOf(answer: Answer): string {
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { id: string }).id;
}
