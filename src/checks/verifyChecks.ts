import type { Inventory } from '../org/inventory/inventory.ts';
import { accountEngagement } from './access/accountEngagement.ts';
import { certificateEnded } from './logins/certificateEnded.ts';
import { certificateEndsSoon } from './logins/certificateEndsSoon.ts';
import { certificatesUnread } from './logins/certificatesUnread.ts';
import type { Check } from './check.ts';
import { dependentPermissions } from './access/dependentPermissions.ts';
import { extraAssignments } from './drift/extraAssignments.ts';
import { extraEntities } from './drift/extraEntities.ts';
import { extraFieldRights } from './drift/extraFieldRights.ts';
import { extraObjectRights } from './drift/extraObjectRights.ts';
import { extraPermissions } from './drift/extraPermissions.ts';
import { extraRecordTypes } from './drift/extraRecordTypes.ts';
import { loginIpRanges } from './logins/loginIpRanges.ts';
import { MISSING_CHECKS } from './drift/missingChecks.ts';
import { missingRecordTypes } from './drift/missingRecordTypes.ts';
import { noLoginIpRanges } from './logins/noLoginIpRanges.ts';
import { orgSaysLess } from './access/orgSaysLess.ts';
import { orgSaysMore } from './access/orgSaysMore.ts';
import { orgSilent } from './access/orgSilent.ts';
import { ownExceeds } from './session/ownExceeds.ts';
import { ownIdentity } from './session/ownIdentity.ts';
import { ownLacks } from './session/ownLacks.ts';
import { ownQuery } from './session/ownQuery.ts';
import { ownQuerySkipped } from './session/ownQuerySkipped.ts';
import { ownSees } from './session/ownSees.ts';
import { ownSessionNotDone } from './session/ownSessionNotDone.ts';
import { ownSessionRefused } from './session/ownSessionRefused.ts';
import { ownWrite } from './session/ownWrite.ts';
import { ownWriteSkipped } from './session/ownWriteSkipped.ts';
import { passwordExpires } from './logins/passwordExpires.ts';
import { passwordFlow } from './logins/passwordFlow.ts';
import { passwordPolicy } from './logins/passwordPolicy.ts';
import { profileUnread } from './drift/profileUnread.ts';
import type { Proof } from './proof.ts';
import { CHECKS, ORG_CHECKS } from './runChecks.ts';
import { recordTypesUnread } from './drift/recordTypesUnread.ts';
import { severalApplications } from './use/severalApplications.ts';
import { sharedApplication } from './use/sharedApplication.ts';
import { unknownNames } from './drift/unknownNames.ts';
import { unreadRights } from './access/unreadRights.ts';

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
