import type { Org } from '../../org.ts';

/** EntityDefinition rows for every object of the schema (facts 5.2). */
export const plantDefinitions = (org: Org): void => {
  const model = org.features.sharing === 'Private' ? 'Private' : 'ReadWrite';
  for (const object of org.schema.objects.values()) {
    if (object.toolingOnly) continue;
    org.store.insert('EntityDefinition', {
      DurableId: object.name,
      QualifiedApiName: object.name,
      DeveloperName: object.name.replace(/__c$/, ''),
      MasterLabel: object.label,
      Label: object.label,
      PluralLabel: object.labelPlural,
      KeyPrefix: object.keyPrefix,
      IsCustomizable: object.custom || object.objectPermissionable ? 1 : 0,
      InternalSharingModel: object.setup ? 'FullAccess' : model,
    });
  }
};
