import type { Org, Row } from '../../org.ts';

/** Ids by API name. */
export type Metadata = Readonly<Record<string, string>>;

/** Object, name column, rows (facts 3.4: what SetupEntityAccess points at). */
const SEEDS: readonly (readonly [string, string, readonly Row[]])[] = [
  [
    'ApexClass',
    'Name',
    [
      { Name: 'ZoomInfoInbound', ApiVersion: 62, Status: 'Active', IsValid: 1, LengthWithoutComments: 1200 },
      { Name: 'AccountSync', ApiVersion: 60, Status: 'Active', IsValid: 1, LengthWithoutComments: 800 },
      {
        Name: 'ConnectorEndpoint',
        NamespacePrefix: 'pi',
        ApiVersion: 55,
        Status: 'Active',
        IsValid: 1,
        LengthWithoutComments: -1,
      },
    ],
  ],
  [
    'ApexPage',
    'Name',
    [{ Name: 'SyncStatus', MasterLabel: 'Sync Status', ApiVersion: 60, ControllerType: '2', Markup: '<apex:page/>' }],
  ],
  [
    'CustomPermission',
    'DeveloperName',
    [
      { DeveloperName: 'Skip_Validation', MasterLabel: 'Skip Validation', Language: 'en_US' },
      { DeveloperName: 'Bypass_Triggers', MasterLabel: 'Bypass Triggers', Language: 'en_US' },
    ],
  ],
  [
    'NamedCredential',
    'DeveloperName',
    [
      {
        DeveloperName: 'Warehouse',
        MasterLabel: 'Warehouse',
        Language: 'en_US',
        Endpoint: 'https://warehouse.example.com',
      },
    ],
  ],
  [
    'ExternalCredential',
    'DeveloperName',
    [
      {
        DeveloperName: 'Warehouse_API',
        MasterLabel: 'Warehouse API',
        Language: 'en_US',
        AuthenticationProtocol: 'Custom',
      },
    ],
  ],
  ['ConnectedApplication', 'Name', [{ Name: 'ERP Connector', OptionsAllowAdminApprovedUsersOnly: 1 }]],
  [
    'RecordType',
    'DeveloperName',
    [
      { DeveloperName: 'Partner', Name: 'Partner', SobjectType: 'Account', IsActive: 1 },
      { DeveloperName: 'Customer', Name: 'Customer', SobjectType: 'Account', IsActive: 1 },
      { DeveloperName: 'Legacy', Name: 'Legacy', SobjectType: 'Account', IsActive: 0 },
      { DeveloperName: 'New_Business', Name: 'New Business', SobjectType: 'Opportunity', IsActive: 1 },
      { DeveloperName: 'Renewal', Name: 'Renewal', SobjectType: 'Opportunity', IsActive: 1 },
    ],
  ],
  [
    'FlowDefinitionView',
    'ApiName',
    [
      {
        ApiName: 'Sync_Orders',
        Label: 'Sync Orders',
        DurableId: '300hs0000000001AAA',
        ProcessType: 'AutoLaunchedFlow',
        IsActive: 1,
      },
    ],
  ],
  [
    'AppDefinition',
    'DeveloperName',
    [{ DeveloperName: 'Sales', Label: 'Sales', MasterLabel: 'Sales', DurableId: '02uhs0000000001AAA' }],
  ],
  [
    'PackageLicense',
    'NamespacePrefix',
    [{ NamespacePrefix: 'pi', Status: 'Active', AllowedLicenses: -1, UsedLicenses: 0 }],
  ],
];

/** Parameters of Warehouse_API: two principals, and a header that is none (facts 3.4). */
const PARAMETERS: readonly Row[] = [
  { ParameterName: 'Integration', ParameterType: 'NamedPrincipal', SequenceNumber: 1 },
  { ParameterName: 'Every User', ParameterType: 'PerUserPrincipal', SequenceNumber: 2 },
  { ParameterName: 'X-Api-Key', ParameterType: 'AuthHeader', ParameterValue: '{!$Credential.Warehouse_API.Key}' },
];

/** Writes what permission sets give access to; gives back the ids. */
export const plantMetadata = (org: Org, by: string): Metadata => {
  org.store.insert(
    'AppMenuItem',
    { Name: 'Sales', Label: 'Sales', Type: 'TabSet', ApplicationId: '02uhs0000000001AAA', IsVisible: 1 },
    by,
  );
  const metadata = Object.fromEntries(
    SEEDS.flatMap(([object, nameColumn, rows]) =>
      rows.map((row) => [String(row[nameColumn]), org.store.insert(object, row, by)]),
    ),
  );
  for (const parameter of PARAMETERS) {
    const row = { ExternalCredentialId: metadata['Warehouse_API'] ?? null, ...parameter };
    org.store.insert('ExternalCredentialParameter', row, by);
  }
  return metadata;
};
