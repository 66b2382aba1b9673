import { adminRights } from './adminRights.ts';
import { applicationSpread } from './applicationSpread.ts';
import type { MachineSubject, SpreadSubject, UsedSubject } from './auditSubjects.ts';
import type { Check } from './check.ts';
import { licenseNeeded } from './licenseNeeded.ts';
import { licenseNotNeeded } from './licenseNotNeeded.ts';
import { machineOnLicense } from './machineOnLicense.ts';
import { passwordFlow } from './passwordFlow.ts';
import { passwordOnLicense } from './passwordOnLicense.ts';
import { personAndMachine } from './personAndMachine.ts';
import { CHECKS } from './runChecks.ts';
import { severalApplications } from './severalApplications.ts';
import { sharedApplication } from './sharedApplication.ts';

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
