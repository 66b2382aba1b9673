import { DEFINITION_SCHEMA } from '../definition/schema.ts';
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION } from './snapshot.ts';

const text = { type: 'string' } as const;
const names = { type: 'array', items: text } as const;
const id = { type: 'string', pattern: '^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$' } as const;

function object<P extends object>(properties: P, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

const assigned = { type: 'array', items: object({ id, name: text, expires: text }, ['expires']) } as const;

/** What a snapshot file of `migrate` looks like. */
export const SNAPSHOT_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Snapshot file of sf integration-user migrate',
  ...object({
    format: { const: SNAPSHOT_FORMAT },
    version: { const: SNAPSHOT_VERSION },
    orgId: id,
    createdAt: text,
    users: {
      type: 'array',
      items: object({
        id,
        username: text,
        before: object({
          ...{ profileId: id, profile: text, licenseId: id, license: text },
          ...{ features: { type: 'array', items: { type: 'string', pattern: '^UserPermissions[A-Za-z]+$' } } },
          ...{ sets: assigned, groups: assigned, licenses: assigned },
        }),
        after: object({ profile: text, sets: names, groups: names, licenses: names }),
        definition: DEFINITION_SCHEMA.properties.users.items,
        access: names,
        left: { type: 'array', items: object({ key: text, reason: text, detail: text }, ['detail']) },
        makesSet: { type: 'boolean' },
      }),
    },
  }),
} as const;
