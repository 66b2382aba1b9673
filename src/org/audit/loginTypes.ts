/** How LoginHistory calls the ways of logging in (facts 5.1); pure constants. */

/** OAuth: which flow it was is told by the sub-type. */
export const OAUTH_TYPES: readonly string[] = ['Remote Access 2.0', 'Remote Access Client'];

/** login() of the SOAP API and what uses it, with a password. */
export const SOAP_TYPES: readonly string[] = ['Other Apex API', 'Partner Product', 'DataJunction', 'DB Replication'];

/** Programs that people run on their own computer or telephone. */
export const PEOPLE_TYPES: readonly string[] = [
  'Offline Client',
  'Outlook Integration',
  'Salesforce Outlook Integration',
  'Sync',
  'Excel Integration',
  'Apex Office Toolkit',
  'AJAX Toolkit',
  'Sales Anywhere',
];

/** Everything that is no web page. */
export const API_TYPES: readonly string[] = [...OAUTH_TYPES, ...SOAP_TYPES, ...PEOPLE_TYPES];

/** Web pages behind single sign-on. */
export const SSO_TYPES: readonly string[] = [
  'SAML Idp Initiated SSO',
  'SAML Sfdc Initiated SSO',
  'SAML Site SSO',
  'Third Party SSO',
];

/** Web pages otherwise. */
export const UI_TYPES: readonly string[] = [
  'Application',
  'Lightning Login',
  'Passwordless Login',
  'Certificate-based login',
  'HOTP YubiKey',
  'Employee Login to Community',
  'Community',
  'Salesforce.com Website',
  'AppExchange',
  'AppStore',
  'Help And Training',
  'Signup',
  'Validate',
];

/** Somebody else, an administrator, in the name of the user: no use of it. */
export const OTHERS_TYPES: readonly string[] = ['SysAdmin Switch'];
