import {
  NotSimulated,
  OrgError,
  type Access,
  type HttpRequest,
  type HttpResponse,
  type Org,
  type Session,
} from '../org.ts';
import { deleteMetadata, readMetadata, writeMetadata } from './crud.ts';
import { lookAtDeploy, startDeploy } from './deployJob.ts';
import { deployOptions } from './deployOptions.ts';
import { deployResult } from './deployResult.ts';
import { soapFault, soapResponse } from './envelope.ts';
import { describeMetadata, listMetadata } from './listing.ts';
import type { Content } from './printXml.ts';
import { requireMetadataAccess } from './requireMetadataAccess.ts';
import { lookAtRetrieve, startRetrieve } from './retrieve.ts';
import { supportedVersion } from './supportedVersion.ts';
import { child, childText, parseXml, type Element } from './xml.ts';

type Call = {
  readonly session: Session;
  readonly access: Access;
  readonly element: Element;
  readonly allOrNone: boolean;
};

const calls: Readonly<Record<string, (call: Call) => Content>> = {
  readMetadata: ({ session, element }) => readMetadata(session, element),
  createMetadata: (call) => writeMetadata(call.session, call.access, 'createMetadata', call.element, call.allOrNone),
  updateMetadata: (call) => writeMetadata(call.session, call.access, 'updateMetadata', call.element, call.allOrNone),
  upsertMetadata: (call) => writeMetadata(call.session, call.access, 'upsertMetadata', call.element, call.allOrNone),
  deleteMetadata: (call) => deleteMetadata(call.session, call.access, call.element, call.allOrNone),
  listMetadata: ({ session, element }) => listMetadata(session, element),
  describeMetadata: ({ session }) => describeMetadata(session.org),
  deploy: ({ session, access, element }) => {
    const options = deployOptions(session.org, optionTexts(child(element, 'DeployOptions')));
    const zip = Buffer.from(childText(element, 'ZipFile') ?? '', 'base64');
    return queued(startDeploy({ session, access, zip, options }));
  },
  checkDeployStatus: ({ session, element }) => {
    const state = lookAtDeploy(session, childText(element, 'asyncProcessId') ?? '');
    return deployResult(session.org, state, childText(element, 'includeDetails') === 'true') as Content;
  },
  retrieve: ({ session, element }) => {
    const request = child(element, 'retrieveRequest') ?? child(element, 'request');
    if (request === undefined) throw new OrgError('soapenv:Client', 'retrieve without retrieveRequest');
    return queued(startRetrieve(session, request));
  },
  checkRetrieveStatus: ({ session, element }) => retrieveResult(session, element),
};

/**
 * Answers POST /services/Soap/m/NN.0 for the types of sections.ts. Never throws an OrgError: it becomes a
 * fault, a gap with HTTP 501. source: facts 7.7
 */
export function handleSoap(
  org: Org,
  access: Access,
  sessionOf: (token: string) => Session | undefined,
  request: HttpRequest,
): HttpResponse {
  try {
    return answer(org, access, sessionOf, request);
  } catch (error) {
    if (error instanceof OrgError) return soapFault(error);
    throw error;
  }
}

function answer(
  org: Org,
  access: Access,
  sessionOf: (token: string) => Session | undefined,
  request: HttpRequest,
): HttpResponse {
  const version = /^\/services\/Soap\/m\/(\d+)\.0(?:\/.*)?$/i.exec(request.path)?.[1] ?? '';
  const apiVersion = supportedVersion(version);
  const document = parseXml(request.body.toString('utf8'));
  const header = child(document, 'Header');
  const token = childText(child(header ?? document, 'SessionHeader') ?? document, 'sessionId') ?? '';
  const caller = sessionOf(token);
  if (caller?.org.id !== org.id) {
    throw new OrgError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
  const session = { ...caller, apiVersion };
  requireMetadataAccess(session, access);
  const element = child(document, 'Body')?.children[0];
  if (element === undefined) throw new OrgError('soapenv:Client', 'No operation available for request');
  const call = calls[element.name];
  if (call === undefined) throw new NotSimulated(`the metadata call ${element.name}`);
  const allOrNone =
    header !== undefined && childText(child(header, 'AllOrNoneHeader') ?? header, 'allOrNone') === 'true';
  return soapResponse(element.name, call({ session, access, element, allOrNone }));
}

/** AsyncResult of a job that has just been taken in. */
function queued(id: string): Content {
  return { done: false, id, state: 'Queued' };
}

function optionTexts(options: Element | undefined): Record<string, unknown> {
  const texts = (options?.children ?? []).map(({ name, text }): [string, string] => [name, text.trim()]);
  const tests = texts.filter(([name]) => name === 'runTests').map(([, text]) => text);
  return { ...Object.fromEntries(texts), runTests: tests };
}

function retrieveResult(session: Session, element: Element): Content {
  const { job, stage } = lookAtRetrieve(session, childText(element, 'asyncProcessId') ?? '');
  const outcome = stage === 'done' ? job.result : undefined;
  const withZip = childText(element, 'includeZip') !== 'false';
  return {
    done: outcome !== undefined,
    fileProperties: outcome?.properties,
    id: job.id,
    messages: outcome?.messages,
    status: outcome === undefined ? stage : 'Succeeded',
    success: outcome !== undefined,
    zipFile: withZip ? (outcome?.zip.toString('base64') ?? '') : undefined,
  };
}
