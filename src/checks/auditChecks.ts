import { adminRights } from './access/adminRights.ts';
import { applicationSpread } from './use/applicationSpread.ts';
import type { MachineSubject, SpreadSubject, UsedSubject } from './auditSubjects.ts';
import type { Check } from './check.ts';
import { licenseNeeded } from './licenses/licenseNeeded.ts';
import { licenseNotNeeded } from './licenses/licenseNotNeeded.ts';
import { machineOnLicense } from './licenses/machineOnLicense.ts';
import { passwordFlow } from './logins/passwordFlow.ts';
import { passwordOnLicense } from './logins/passwordOnLicense.ts';
import { personAndMachine } from './use/personAndMachine.ts';
import { CHECKS } from './runChecks.ts';
import { severalApplications } from './use/severalApplications.ts';
import { sharedApplication } from './use/sharedApplication.ts';

/** What `audit` checks of a user on a person's license, in the order in which findings are told. */
export const MACHINE_CHECKS: readonly Check<MachineSubject>[] = [
  machineOnLicense,
  personAndMachine,
  adminRights,
  severalApplications,
  passwordOnLicense,
];

/** What it checks of an integration user. */
export const USED_CHECKS: readonly Check<UsedSubject>[] = [
  ...CHECKS.map((check) => (check.id === licenseNeeded.id ? licenseNeeded : check)),
  licenseNotNeeded,
  adminRights,
  severalApplications,
  sharedApplication,
  passwordFlow,
];

export const SPREAD_CHECKS: readonly Check<SpreadSubject>[] = [applicationSpread];
