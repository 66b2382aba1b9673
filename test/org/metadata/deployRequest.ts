import { NotSimulated, OrgError, type Access, type HttpRequest, type HttpResponse, type Session } from '../org.ts';
import { deployOrder, lookAtDeploy, startDeploy, type DeployState } from './deployJob.ts';
import { deployOptions, type DeployOptions } from './deployOptions.ts';
import { deployResult } from './deployResult.ts';
import { readMultipart } from './multipart.ts';
import { requireMetadataAccess } from './requireMetadataAccess.ts';
import { supportedVersion } from './supportedVersion.ts';

/**
 * REST deploy: POST /services/data/vNN.0/metadata/deployRequest (multipart: JSON with deployOptions, zip) and GET of one by
 * id. Throws OrgError as any REST route does; canceling is a gap. source: Metadata REST resource [official]; facts 7.7
 */
export function handleDeployRequest(caller: Session, access: Access, request: HttpRequest): HttpResponse {
  const session = { ...caller, apiVersion: supportedVersion(String(caller.apiVersion)) };
  requireMetadataAccess(session, access);
  const id = /\/metadata\/deployRequest\/(\w+)\/?$/i.exec(request.path)?.[1];
  if (id === undefined && request.method === 'POST') return post(session, access, request);
  if (id !== undefined && request.method === 'GET') {
    const state = restState(() => lookAtDeploy(session, id));
    return { status: 200, body: representation(session, state, request.query.get('includeDetails') === 'true') };
  }
  throw new NotSimulated(`${request.method} of a deployRequest`);
}

function post(session: Session, access: Access, request: HttpRequest): HttpResponse {
  if (request.headers['content-type']?.startsWith('application/json') === true) {
    throw new NotSimulated('a quick deploy of a validated deployRequest');
  }
  const parts = readMultipart(request);
  const zip = parts.find((part) => part.name === 'file')?.body;
  const json = parts.find((part) => part.name === 'json' || part.name === 'entity_content')?.body;
  if (zip === undefined || json === undefined)
    throw new NotSimulated('a deployRequest without a part "json" or "file"');
  const options = deployOptions(session.org, givenOptions(json));
  const id = startDeploy({ session, access, zip: Buffer.from(zip), options });
  const state: DeployState = { ...deployOrder(session, id), stage: 'Pending' };
  return { status: 201, body: representation(session, state, false) };
}

function givenOptions(json: Buffer): Readonly<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(json.toString('utf8'));
  } catch {
    throw new OrgError('JSON_PARSER_ERROR', 'The JSON part of the request is malformed');
  }
  const options = isObject(body) ? (body['deployOptions'] ?? {}) : undefined;
  if (!isObject(options)) throw new NotSimulated('a deployRequest whose JSON has no deployOptions');
  return options;
}

function representation(session: Session, state: DeployState, includeDetails: boolean): Record<string, unknown> {
  return {
    id: state.job.id,
    validatedDeployRequestId: null,
    validatedDeployRequestName: null,
    deployOptions: optionsBody(state.order.options),
    deployResult: withRestTimes(deployResult(session.org, state, includeDetails)),
  };
}

function optionsBody({ testLevel, runTests, ...flags }: DeployOptions): Record<string, unknown> {
  return { ...flags, testLevel: testLevel ?? null, runTests: runTests.length === 0 ? null : runTests };
}

/** REST writes times as "2026-11-24T04:30:00.000+0000". */
function withRestTimes(result: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(result), (key, value: unknown) =>
    key.endsWith('Date') && typeof value === 'string' ? value.replace(/Z$/, '+0000') : value,
  ) as unknown;
}

/** An unknown id is "not found" over REST. */
function restState(read: () => DeployState): DeployState {
  try {
    return read();
  } catch (error) {
    if (error instanceof OrgError && error.errorCode === 'INVALID_CROSS_REFERENCE_KEY') {
      throw new OrgError('NOT_FOUND', 'The requested resource does not exist', { httpStatus: 404 });
    }
    throw error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
