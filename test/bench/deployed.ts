import { rightsOf, type Size } from './manyUsers.ts';

/** The metadata of the profile that `create` makes. */
export function profileXml(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Profile xmlns="http://soap.sforce.com/2006/04/metadata">
    <custom>true</custom>
    <userLicense>Salesforce Integration</userLicense>
    <userPermissions>
        <enabled>true</enabled>
        <name>ApiEnabled</name>
    </userPermissions>
    <userPermissions>
        <enabled>true</enabled>
        <name>ApiUserOnly</name>
    </userPermissions>
</Profile>
`;
}

/** The metadata of the permission set that `create` makes for the first user of a definition of this size. */
export function permissionSetXml(size: Size): string {
  const { objects, readFields, editFields } = rightsOf(size);
  const fields = objects.flatMap((object) =>
    [...readFields.map((field) => [field, false] as const), ...editFields.map((field) => [field, true] as const)].map(
      ([field, editable]) => `    <fieldPermissions>
        <editable>${String(editable)}</editable>
        <field>${object}.${field}</field>
        <readable>true</readable>
    </fieldPermissions>`,
    ),
  );
  const rights = objects.map(
    (object) => `    <objectPermissions>
        <allowCreate>false</allowCreate>
        <allowDelete>false</allowDelete>
        <allowEdit>true</allowEdit>
        <allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords>
        <object>${object}</object>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
${fields.join('\n')}
    <hasActivationRequired>false</hasActivationRequired>
    <label>Integration App 001</label>
${rights.join('\n')}
</PermissionSet>
`;
}
