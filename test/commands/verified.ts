import type { RawDefinition } from '../../src/definition/raw.ts';
import type { VerifyFinding } from '../../src/report/verify/verifyResult.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { withDefinition } from './definitionFile.ts';
import { apply } from './harness.ts';
import { verifyJson } from './verifying.ts';
import { PROFILE, SET, USERNAME } from './zoomInfo.ts';

/** A user with a right of every kind. */
export const DEFINITION = {
  users: [
    {
      name: 'ZoomInfo',
      username: USERNAME,
      email: 'team@acme.com',
      profile: { name: PROFILE, permissions: [] },
      permissionSet: {
        name: SET,
        objects: {
          Account: { access: ['read', 'create', 'edit'], readFields: ['Industry'], editFields: ['Website'] },
          Invoice__c: { access: ['read'], readFields: ['Amount__c'] },
        },
        recordTypes: ['Account.Partner'],
        apexClasses: ['ZoomInfoInbound'],
        customPermissions: ['Skip_Validation'],
        flows: ['Sync_Orders'],
        namedCredentials: ['Warehouse'],
        connectedApps: ['ERP Connector'],
        userPermissions: ['EditTask', 'PasswordNeverExpires'],
      },
      permissionSets: ['Existing_Set'],
      permissionSetGroups: ['Sales_Sync'],
      role: 'Integrations',
      publicGroups: ['Integrations'],
      queues: ['Order_Intake'],
    },
  ],
} satisfies RawDefinition;

/** Makes the user of the definition. */
export async function makeUser(org: RunningOrg): Promise<void> {
  const ran = await withDefinition(DEFINITION, (file) => apply.json(org, ['--definition-file', file]));
  if (ran.exitCode !== 0) throw new Error(ran.stdout);
}

/** Everything that `verify` finds, with the definition unless another is given. */
export async function findings(
  org: RunningOrg,
  args: readonly string[] = [],
  definition: RawDefinition = DEFINITION,
  logins: readonly string[] = [],
): Promise<VerifyFinding[]> {
  const ran = await withDefinition(definition, (file) =>
    verifyJson(org, ['--definition-file', file, ...args], { logins }),
  );
  if (ran.json.result === undefined) throw new Error(ran.stdout);
  const { findings: ofOrg, users } = ran.json.result;
  return [...ofOrg, ...users.flatMap((user) => user.findings)];
}

export function inShort({ id, subject }: VerifyFinding): string {
  return `${id} ${subject}`;
}
