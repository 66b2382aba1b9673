import type { HttpResponse, OrgError } from '../org.ts';
import { declaration, metadataNamespace, printXml, type Content } from './printXml.ts';

const envelope = {
  '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
  '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

const headers = { 'Content-Type': 'text/xml; charset=utf-8' };

/** The answer to a call: `<callResponse><result>`. source: recorded metadata answers, facts 7.7 */
export function soapResponse(call: string, result: Content): HttpResponse {
  const body = { '@xmlns': metadataNamespace, 'soapenv:Body': { [`${call}Response`]: { result } } };
  return { status: 200, headers, body: declaration + printXml('soapenv:Envelope', { ...envelope, ...body }) };
}

/**
 * A fault: HTTP 500, code "sf:CODE", text "CODE: message"; a gap keeps its own status. source: error texts of SOAP calls
 * [recorded response]
 */
export function soapFault(error: OrgError): HttpResponse {
  const own = error.errorCode.includes(':');
  const fault = {
    faultcode: own ? error.errorCode : `sf:${error.errorCode}`,
    faultstring: own ? error.message : `${error.errorCode}: ${error.message}`,
  };
  const content = { ...envelope, '@xmlns:sf': metadataNamespace, 'soapenv:Body': { 'soapenv:Fault': fault } };
  const status = error.httpStatus === 501 ? 501 : 500;
  return { status, headers, body: declaration + printXml('soapenv:Envelope', content) };
}
