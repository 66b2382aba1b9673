import type { Check } from '../check.ts';
import { needsLicense } from '../salesforce/needsLicense.ts';
import { permissionSetLicense } from './permissionSetLicense.ts';

/** The same finding, of those alone whose rights need it: `audit` looks at what others have set up as they liked. */
export const licenseNeeded: Check = {
  ...permissionSetLicense,
  rule: (subject) => (needsLicense(subject) === false ? [] : permissionSetLicense.rule(subject)),
};
