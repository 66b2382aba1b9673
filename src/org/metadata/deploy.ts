import { setTimeout as sleep } from 'node:timers/promises';
import { OrgRefusal, OrgSilence, type Refusal } from '../wire/refusal.ts';
import { callInOrder } from './callInOrder.ts';
import { METADATA_NAMESPACE as NAMESPACE } from './soap.ts';
import type { Org } from '../wire/transport.ts';
import { children, each, print, textElement, textOf, type Node } from './xml.ts';

/** One component of a deploy: its file holds what is inside the element that its type names. */
export type Component = {
  readonly type: string;
  readonly fullName: string;
  readonly folder: string;
  readonly suffix: string;
  readonly content: readonly Node[];
};

/** Seconds between two questions for the state of a deploy, and how many are asked: about five minutes. */
const POLL = [1, 2, 2, 3, 5];
const POLLS = 62;

/**
 * Deploys components in one transaction and waits, bounded, for the end. A deploy whose answer is lost is never sent again: read what became of it.
 * @throws OrgRefusal nothing of it is there; OrgSilence nobody knows
 */
export async function deploy(org: Org, components: readonly Component[]): Promise<void> {
  const options = [
    ['allowMissingFiles', 'false'],
    ['autoUpdatePackage', 'false'],
    ['checkOnly', 'false'],
    ['ignoreWarnings', 'false'],
    ['performRetrieve', 'false'],
    ['purgeOnDelete', 'false'],
    ['rollbackOnError', 'true'],
    ['singlePackage', 'true'],
    ['testLevel', 'NoTestRun'],
  ].map(([name = '', value = '']) => textElement(name, value));
  const zip = textElement('ZipFile', await zipOf(components, org.connection.getApiVersion()));
  const body = `<deploy xmlns="${NAMESPACE}">${print([zip, { DeployOptions: options }])}</deploy>`;
  const id = textOf(children(await callInOrder(org, body), 'result'), 'id');
  if (id === '') throw new OrgSilence('The Metadata API did not say which deploy it started.');
  await ended(org, id);
}

async function ended(org: Org, id: string): Promise<void> {
  const asked = print([textElement('asyncProcessId', id), textElement('includeDetails', 'true')]);
  const body = `<checkDeployStatus xmlns="${NAMESPACE}">${asked}</checkDeployStatus>`;
  for (let count = 0; count < POLLS; count += 1) {
    const result = children(await callInOrder(org, body, true), 'result');
    if (textOf(result, 'done') === 'true') {
      if (textOf(result, 'success') === 'true') return;
      throw new OrgRefusal(refusals(result));
    }
    await sleep((POLL[count] ?? 5) * 1000);
  }
  throw new OrgSilence(`The deploy ${id} did not end in five minutes.`);
}

function refusals(result: readonly Node[]): Refusal[] {
  const failures = each(children(result, 'details'), 'componentFailures').map((failure) => ({
    errorCode: textOf(failure, 'componentType') || 'DEPLOY_FAILED',
    message: textOf(failure, 'problem'),
    fields: [textOf(failure, 'fullName')].filter((name) => name !== ''),
  }));
  if (failures.length > 0) return failures;
  const code = textOf(result, 'errorStatusCode') || textOf(result, 'status') || 'DEPLOY_FAILED';
  return [{ errorCode: code, message: textOf(result, 'errorMessage'), fields: [] }];
}

/** A package of these components, as the Metadata API takes it: base64 of a zip. */
async function zipOf(components: readonly Component[], version: string): Promise<string> {
  const { strToU8, zipSync } = await import('fflate');
  const types = [...new Set(components.map(({ type }) => type))].map((type) => ({
    types: [
      ...components.filter((one) => one.type === type).map(({ fullName }) => textElement('members', fullName)),
      textElement('name', type),
    ],
  }));
  const files = components.map(({ type, fullName, folder, suffix, content }) => [
    `${folder}/${fullName}.${suffix}`,
    strToU8(document(type, content)),
  ]);
  const manifest = document('Package', [...types, textElement('version', version)]);
  const zip = zipSync({
    'package.xml': strToU8(manifest),
    ...(Object.fromEntries(files) as Record<string, Uint8Array>),
  });
  return Buffer.from(zip).toString('base64');
}

function document(root: string, inside: readonly Node[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${print(inside)}</${root}>\n`;
}
