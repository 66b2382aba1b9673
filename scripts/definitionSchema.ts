/** Writes the JSON Schema of the definition file, for editors. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFINITION_SCHEMA } from '../src/definition/schema.ts';

const path = join(import.meta.dirname, '..', 'schemas', 'definition.schema.json');
writeFileSync(path, `${JSON.stringify(DEFINITION_SCHEMA, undefined, 2)}\n`);
