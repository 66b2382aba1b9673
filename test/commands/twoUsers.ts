import type { RawDefinition, RawUser } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { apply } from './harness.ts';
import { withDefinition } from './definitionFile.ts';
import { USERNAME } from './zoomInfo.ts';

export const BILLING = 'billing@acme.integration';
export const BILLING_SET = 'Integration_Billing';

/** The user ZOOMINFO as a file describes it. */
export const zoomInfo = {
  name: 'ZoomInfo',
  username: USERNAME,
  email: 'team@acme.com',
  permissionSet: {
    objects: { Account: { access: ['read', 'edit'], readFields: ['Industry'], editFields: ['Website'] } },
  },
} as const satisfies RawUser;

export const billing = {
  name: 'Billing',
  username: BILLING,
  email: 'team@acme.com',
  permissionSet: {
    objects: { Invoice__c: { access: ['read', 'create'] }, Contact: { access: ['read'], readFields: ['Title'] } },
    apexClasses: ['ZoomInfoInbound'],
    userPermissions: ['EditTask'],
  },
  permissionSets: ['Existing_Set'],
  role: 'Integrations',
} as const satisfies RawUser;

export const twoUsers: RawDefinition = { users: [zoomInfo, billing] };

/** Runs `apply --json` with this definition. */
export function applied(
  org: RunningOrg,
  definition: RawDefinition,
  ...args: readonly string[]
): ReturnType<typeof apply.json> {
  return withDefinition(definition, (file) => apply.json(org, ['--definition-file', file, ...args]));
}

/** The same as a person sees it. */
export function appliedText(
  org: RunningOrg,
  definition: RawDefinition,
  args: readonly string[] = [],
  answer?: (question: string) => boolean,
): ReturnType<typeof apply> {
  return withDefinition(definition, (file) =>
    apply(org, ['--definition-file', file, ...args], answer ? { answer } : {}),
  );
}
