import { XMLParser } from 'fast-xml-parser';
import type { CaseRequest } from './case.ts';
import type { Answer, Target } from './target.ts';

const listed = new Set([
  'result',
  'records',
  'errors',
  'fields',
  'fieldPermissions',
  'objectPermissions',
  'userPermissions',
]);
const xml = new XMLParser({ removeNSPrefix: true, parseTagValue: false, isArray: (name) => listed.has(name) });

/** Sends a request of a case whose references are resolved. A SOAP answer comes back as { result } or { fault }. */
export async function ask(target: Target, request: CaseRequest): Promise<Answer> {
  const base = `/services/data/v${target.apiVersion}/`;
  if (request.query !== undefined) {
    return target.request('GET', `${base}query?q=${encodeURIComponent(request.query)}`, undefined, request.headers);
  }
  if (request.metadata !== undefined) return askMetadata(target, request.metadata);
  const path = request.path ?? '';
  return target.request(
    request.method ?? 'GET',
    path.startsWith('/') ? path : `${base}${path}`,
    request.body,
    request.headers,
  );
}

async function askMetadata(
  target: Target,
  { call, xml: inner, session }: NonNullable<CaseRequest['metadata']>,
): Promise<Answer> {
  const envelope =
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header>' +
    '<SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata">' +
    `<sessionId>${session ?? '{sessionId}'}</sessionId></SessionHeader></soapenv:Header><soapenv:Body>` +
    `<${call} xmlns="http://soap.sforce.com/2006/04/metadata">${inner}</${call}></soapenv:Body></soapenv:Envelope>`;
  const headers = { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: '""' };
  const answer = await target.request('POST', `/services/Soap/m/${target.apiVersion}`, envelope, headers);
  return { status: answer.status, body: typeof answer.body === 'string' ? soapBody(answer.body) : answer.body };
}

function soapBody(text: string): unknown {
  const document = xml.parse(text) as { Envelope?: { Body?: Record<string, unknown> } };
  const body = document.Envelope?.Body;
  if (body === undefined) return text;
  return 'Fault' in body ? { fault: body['Fault'] } : Object.values(body)[0];
}
