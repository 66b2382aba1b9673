import { adminRights } from './adminRights.ts';
import { applicationSpread } from './applicationSpread.ts';
import type { MachineSubject, SpreadSubject, UsedSubject } from './auditSubjects.ts';
import type { Check } from './check.ts';
import { needsLicense } from './licenseNeed.ts';
import { licenseNotNeeded } from './licenseNotNeeded.ts';
import { machineOnLicense } from './machineOnLicense.ts';
import { passwordFlow } from './passwordFlow.ts';
import { permissionSetLicense } from './permissionSetLicense.ts';
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
  passwordFlow,
];

/** In an org as it is, custom objects alone need no permission set license (facts 1.1). */
const neededLicense: Check = {
  ...permissionSetLicense,
  rule: (subject) => (needsLicense(subject) === false ? [] : permissionSetLicense.rule(subject)),
};

/** What it checks of an integration user. */
export const USED_CHECKS: readonly Check<UsedSubject>[] = [
  ...CHECKS.map((check) => (check === permissionSetLicense ? neededLicense : check)),
  licenseNotNeeded,
  adminRights,
  severalApplications,
  sharedApplication,
  passwordFlow,
];

export const SPREAD_CHECKS: readonly Check<SpreadSubject>[] = [applicationSpread];

/** Findings of these mean that nothing uses a user: `retire --from-audit` takes them. */
export const UNUSED_CHECKS: readonly string[] = ['never-used', 'unused'];
