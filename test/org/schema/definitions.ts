import type { Field, Row, Schema, SObject, Store } from '../org.ts';

/**
 * Writes the rows of EntityDefinition, FieldDefinition and EntityParticle, which describe the schema itself. The id of
 * such a row equals its DurableId (real ids of these rows mean nothing), so that relationships lead to it. Types in the
 * words of Setup ("Text(255)") and sharing models are not known and stay null.
 */
export function insertDefinitions(store: Store, schema: Schema): void {
  store.transaction(() => {
    for (const object of schema.objects.values()) {
      write(store, 'EntityDefinition', entityDefinition(object));
      for (const field of object.fields) {
        write(store, 'FieldDefinition', fieldDefinition(object, field));
        write(store, 'EntityParticle', entityParticle(object, field));
      }
    }
  });
}

function entityDefinition(object: SObject): Row {
  return {
    Id: object.name,
    DurableId: object.name,
    QualifiedApiName: object.name,
    DeveloperName: object.name.replace(/__c$/, ''),
    MasterLabel: object.label,
    Label: object.label,
    PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix,
    IsCustomizable: flag(!object.setup),
    IsCustomSetting: 0,
    IsDeprecatedAndHidden: 0,
    IsQueryable: flag(object.queryable),
    IsRetrieveable: 1,
    IsEverCreatable: flag(object.createable),
    IsEverUpdatable: flag(object.updateable),
    IsEverDeletable: flag(object.deletable),
  };
}

function fieldDefinition(object: SObject, field: Field): Row {
  return {
    Id: `${object.name}.${field.name}`,
    DurableId: `${object.name}.${field.name}`,
    QualifiedApiName: field.name,
    EntityDefinitionId: object.name,
    ...common(field),
  };
}

function entityParticle(object: SObject, field: Field): Row {
  return {
    ...fieldDefinition(object, field),
    FieldDefinitionId: `${object.name}.${field.name}`,
    Name: field.name,
    DataType: field.type,
    IsCreatable: flag(field.createable),
    IsUpdatable: flag(field.updateable),
    IsDefaultedOnCreate: flag(field.defaultedOnCreate),
    IsPermissionable: flag(field.permissionable),
    IsUnique: flag(field.unique),
    IsAutonumber: flag(field.autoNumber),
  };
}

function common(field: Field): Row {
  return {
    DeveloperName: field.name.replace(/__c$/, ''),
    MasterLabel: field.label,
    Label: field.label,
    Length: field.length,
    Precision: field.precision,
    Scale: field.scale,
    RelationshipName: field.relationshipName,
    IsCalculated: flag(field.calculated),
    IsNameField: flag(field.nameField),
    IsNillable: flag(field.nillable),
    IsApiFilterable: flag(field.filterable),
    IsApiSortable: flag(field.sortable),
    IsApiGroupable: flag(field.groupable),
  };
}

const flag = (yes: boolean): number => (yes ? 1 : 0);

/** Past the store's insert, which would take the names in Id for record ids. */
function write(store: Store, table: string, row: Row): void {
  const columns = Object.keys(row);
  let statement = prepared.get(store)?.get(table);
  if (statement === undefined) {
    const places = columns.map(() => '?').join(', ');
    statement = store.db.prepare(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`,
    );
    const tables = prepared.get(store) ?? new Map<string, typeof statement>();
    prepared.set(store, tables.set(table, statement));
  }
  statement.run(...Object.values(row));
}

const prepared = new WeakMap<Store, Map<string, ReturnType<Store['db']['prepare']>>>();
