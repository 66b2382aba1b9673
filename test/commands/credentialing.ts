import IntegrationUserCredentialCreate from '../../src/commands/integration-user/credential/create.ts';
import IntegrationUserCredentialRotate from '../../src/commands/integration-user/credential/rotate.ts';
import type { WriteResult } from '../../src/report/result.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { run, runJson, type Options, type Ran, type RanJson } from './harness.ts';
import { USERNAME } from './zoomInfo.ts';

export const APP = 'Integration_ZoomInfo';
const OWN = ['--username', USERNAME];

/** `integration-user credential create` for the user ZoomInfo. */
export function credentialCreate(org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> {
  return run(IntegrationUserCredentialCreate, org, [...OWN, ...args], options);
}

export function credentialCreateJson(
  org: RunningOrg,
  args: readonly string[],
  options?: Options,
): Promise<RanJson<WriteResult>> {
  return runJson<WriteResult>(IntegrationUserCredentialCreate, org, [...OWN, ...args], options);
}

/** `integration-user credential rotate` for the user ZoomInfo. */
export function credentialRotate(org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> {
  return run(IntegrationUserCredentialRotate, org, [...OWN, ...args], options);
}

export function credentialRotateJson(
  org: RunningOrg,
  args: readonly string[],
  options?: Options,
): Promise<RanJson<WriteResult>> {
  return runJson<WriteResult>(IntegrationUserCredentialRotate, org, [...OWN, ...args], options);
}

/** What the token endpoint of the org answers to a form. */
export async function token(org: RunningOrg, form: Record<string, string>): Promise<Record<string, string>> {
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  return (await response.json()) as Record<string, string>;
}

/** The consumer secrets, primary and staged, as the org keeps them: what must be found nowhere else. */
export function secretsIn(org: RunningOrg): string[] {
  const { db } = org.org.store;
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = '_Consumer'").get() === undefined) return [];
  const rows = db.prepare('SELECT Secret, StagedSecret FROM _Consumer').all();
  return rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'string');
}

/** Lets the API read consumer secrets, as somebody in Setup does. */
export async function openSecrets(org: RunningOrg): Promise<void> {
  const body = `<updateMetadata xmlns="http://soap.sforce.com/2006/04/metadata"><metadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ExternalClientAppSettings"><fullName>ExternalClientApp</fullName><enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess></metadata></updateMetadata>`;
  const response = await fetch(`${org.url}/services/Soap/m/67.0`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
    body: `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>${org.tokenFor(org.adminUsername)}</sessionId></SessionHeader></Header><Body>${body}</Body></Envelope>`,
  });
  if (!(await response.text()).includes('<success>true</success>')) throw new Error('the setting was not taken');
}
