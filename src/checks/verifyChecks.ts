import type { Inventory } from '../org/inventory.ts';
import { accountEngagement } from './accountEngagement.ts';
import { certificateEnded } from './certificateEnded.ts';
import { certificateEndsSoon } from './certificateEndsSoon.ts';
import { certificatesUnread } from './certificatesUnread.ts';
import type { Check } from './check.ts';
import { dependentPermissions } from './dependentPermissions.ts';
import { extraAssignments } from './extraAssignments.ts';
import { extraEntities } from './extraEntities.ts';
import { extraFieldRights } from './extraFieldRights.ts';
import { extraObjectRights } from './extraObjectRights.ts';
import { extraPermissions } from './extraPermissions.ts';
import { extraRecordTypes } from './extraRecordTypes.ts';
import { loginIpRanges } from './loginIpRanges.ts';
import { MISSING_CHECKS } from './missingChecks.ts';
import { missingRecordTypes } from './missingRecordTypes.ts';
import { noLoginIpRanges } from './noLoginIpRanges.ts';
import { orgSaysLess } from './orgSaysLess.ts';
import { orgSaysMore } from './orgSaysMore.ts';
import { orgSilent } from './orgSilent.ts';
import { ownExceeds } from './ownExceeds.ts';
import { ownIdentity } from './ownIdentity.ts';
import { ownLacks } from './ownLacks.ts';
import { ownQuery } from './ownQuery.ts';
import { ownQuerySkipped } from './ownQuerySkipped.ts';
import { ownSees } from './ownSees.ts';
import { ownSessionNotDone } from './ownSessionNotDone.ts';
import { ownSessionRefused } from './ownSessionRefused.ts';
import { ownWrite } from './ownWrite.ts';
import { ownWriteSkipped } from './ownWriteSkipped.ts';
import { passwordExpires } from './passwordExpires.ts';
import { passwordFlow } from './passwordFlow.ts';
import { passwordPolicy } from './passwordPolicy.ts';
import { profileUnread } from './profileUnread.ts';
import type { Proof } from './proof.ts';
import { CHECKS, ORG_CHECKS } from './runChecks.ts';
import { recordTypesUnread } from './recordTypesUnread.ts';
import { severalApplications } from './severalApplications.ts';
import { sharedApplication } from './sharedApplication.ts';
import { unknownNames } from './unknownNames.ts';
import { unreadRights } from './unreadRights.ts';

/** Everything that `verify` checks of a user, in the order in which findings are told. */
export const VERIFY_CHECKS: readonly Check<Proof>[] = [
  ...CHECKS,
  unknownNames,
  ...MISSING_CHECKS,
  missingRecordTypes,
  recordTypesUnread,
  extraObjectRights,
  extraFieldRights,
  extraPermissions,
  extraEntities,
  extraRecordTypes,
  extraAssignments,
  severalApplications,
  sharedApplication,
  passwordFlow,
  certificateEnded,
  certificateEndsSoon,
  certificatesUnread,
  accountEngagement,
  orgSaysLess,
  orgSaysMore,
  orgSilent,
  dependentPermissions,
  passwordExpires,
  passwordPolicy,
  loginIpRanges,
  noLoginIpRanges,
  profileUnread,
  ownSessionNotDone,
  ownSessionRefused,
  ownIdentity,
  ownLacks,
  ownExceeds,
  ownSees,
  ownWrite,
  ownWriteSkipped,
  ownQuery,
  ownQuerySkipped,
];

export const VERIFY_ORG_CHECKS: readonly Check<Inventory>[] = [unreadRights, ...ORG_CHECKS];
