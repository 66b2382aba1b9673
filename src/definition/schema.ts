/** JSON Schema of the definition file; `npm run schema` writes it to schemas/definition.schema.json for editors. */
import { CREDENTIAL_TYPES } from './credential.ts';
import { OBJECT_RIGHTS } from './definition.ts';

const text = { type: 'string', minLength: 1 } as const;
const names = { type: 'array', items: text } as const;
const closed = { type: 'object', additionalProperties: false } as const;
const fields = (description: string) => ({ description, anyOf: [{ const: 'all' }, names] });

const profile = {
  ...closed,
  description: 'Profile on the license "Salesforce Integration". Name the standard profile itself to use it as it is.',
  properties: {
    name: { ...text, description: 'Default: Integration API Only. Made when the org lacks it.' },
    permissions: {
      ...names,
      description: 'User permissions beyond those of the license. Default: PasswordNeverExpires; [] for none.',
    },
  },
};

const objectAccess = {
  ...closed,
  properties: {
    access: { type: 'array', items: { enum: OBJECT_RIGHTS }, description: 'Object permissions.' },
    readFields: fields('Fields that may be read, or all that take field-level security.'),
    editFields: fields('Fields that may be read and edited, or all that take field-level security.'),
  },
};

const permissionSet = {
  ...closed,
  description: 'The permission set of this integration alone.',
  properties: {
    name: { ...text, description: 'API name. Default: Integration_<Name>.' },
    label: { ...text, description: 'Default: Integration - <Name>.' },
    objects: { type: 'object', additionalProperties: objectAccess, description: 'Access by API name of the object.' },
    recordTypes: { ...names, description: 'Record types as Object.DeveloperName.' },
    apexClasses: { ...names, description: 'Apex classes the integration may call.' },
    apexPages: { ...names, description: 'Visualforce pages the integration may open.' },
    customPermissions: { ...names, description: 'Custom permissions by API name.' },
    flows: { ...names, description: 'Flows the integration may run, by API name.' },
    namedCredentials: { ...names, description: 'Named credentials by API name.' },
    externalCredentials: {
      ...names,
      description: 'Principals of external credentials as Credential-Principal, by API names.',
    },
    connectedApps: { ...names, description: 'Connected apps by name.' },
    userPermissions: { ...names, description: 'User permissions by API name, e.g. EditTask.' },
  },
};

const credential = {
  ...closed,
  description: 'How the integration logs in: an external client app of its own.',
  required: ['type'],
  properties: {
    type: { enum: CREDENTIAL_TYPES, description: 'Client credentials, or a JWT that the integration signs.' },
    app: { ...text, description: 'Developer name of the app. Default: Integration_<Name>.' },
    scopes: { ...names, description: 'OAuth scopes. Default for a new app: Api.' },
    ipRanges: { ...names, description: 'IPv4 addresses, or first-last, from which the app may be used.' },
    certificate: {
      ...text,
      description:
        'With jwt: PEM file of the certificate, from the folder of this file. Its private key stays with the integration.',
    },
  },
  if: { type: 'object', properties: { type: { const: 'jwt' } }, required: ['type'] },
  then: { type: 'object', properties: { certificate: text }, required: ['certificate'] },
};

const user = {
  ...closed,
  required: ['name'],
  properties: {
    name: { ...text, description: 'The integration; becomes the last name of the user.' },
    username: { ...text, description: 'Default: <name>@<My Domain>.integration.' },
    email: { ...text, description: 'Default: the email address of the running user.' },
    profile,
    permissionSet: { anyOf: [{ const: 'none' }, permissionSet] },
    permissionSets: { ...names, description: 'Permission sets that exist: assigned, never changed.' },
    permissionSetGroups: { ...names, description: 'Permission set groups that exist: assigned, never changed.' },
    permissionSetLicenses: { ...names, description: 'Developer names, beyond SalesforceAPIIntegrationPsl.' },
    role: { ...text, description: 'Role by API name.' },
    publicGroups: { ...names, description: 'Public groups by API name.' },
    queues: { ...names, description: 'Queues by API name.' },
    credential,
  },
};

export const DEFINITION_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Integration users of a Salesforce org',
  ...closed,
  required: ['users'],
  properties: {
    profile: { ...profile, description: 'Default for all users below; a user may name its own.' },
    users: { type: 'array', minItems: 1, items: user },
  },
} as const;
