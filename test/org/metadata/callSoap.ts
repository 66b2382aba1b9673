import type { HttpResponse, Session } from '../org.ts';
import { access } from '../access/access.ts';
import { metadataNamespace, printXml, type Content } from './printXml.ts';
import { handleSoap } from './soap.ts';
import { child, parseXml, type Element } from './xml.ts';

export type SoapAnswer = { readonly status: number; readonly call: string; readonly element: Element };

export type CallOptions = { readonly allOrNone?: boolean; readonly token?: string; readonly version?: number };

/** Sends one metadata call as this session (token "token") and gives back the first element of the answer's body. */
export function callSoap(session: Session, name: string, content: Content, options: CallOptions = {}): SoapAnswer {
  const { allOrNone = false, token = 'token', version = 67 } = options;
  const document = printXml('soapenv:Envelope', {
    '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
    '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    '@xmlns': metadataNamespace,
    'soapenv:Header': { SessionHeader: { sessionId: token }, AllOrNoneHeader: { allOrNone } },
    'soapenv:Body': { [name]: content },
  });
  const sessionOf = (given: string): Session | undefined => (given === 'token' ? session : undefined);
  const response = handleSoap(session.org, access, sessionOf, {
    method: 'POST',
    path: `/services/Soap/m/${version}.0`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(document),
  });
  const element = bodyOf(response);
  return { status: response.status, call: element.name, element };
}

function bodyOf(response: HttpResponse): Element {
  const element = child(parseXml(String(response.body)), 'Body')?.children[0];
  if (element === undefined) throw new Error(`no body in ${String(response.body)}`);
  return element;
}

/** An element as plain data: text, or children by name with repeated ones as lists. */
export function plain(element: Element): unknown {
  if (element.children.length === 0) return element.text;
  const result: Record<string, unknown> = {};
  for (const inner of element.children) {
    const before = result[inner.name];
    const value = plain(inner);
    if (before === undefined) result[inner.name] = value;
    else result[inner.name] = Array.isArray(before) ? [...(before as unknown[]), value] : [before, value];
  }
  return result;
}
