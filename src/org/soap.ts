import { fromThrown, isPassing, OrgRefusal, OrgSilence } from './refusal.ts';
import { carry, retrying, type Org } from './transport.ts';
import { children, content, parseEnvelope, print, textElement, type Node } from './xml.ts';

export const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/**
 * Sends one call of the Metadata API and gives back what is inside its response element. Refusals that pass by themselves are tried again.
 * @param again whether a lost answer is tried again too: only for what reads
 * @throws OrgRefusal, OrgSilence
 */
export async function call(org: Org, body: string, again = false): Promise<readonly Node[]> {
  const { connection } = org;
  const session = print([textElement('sessionId', connection.accessToken ?? '')]);
  const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="${NAMESPACE}">${session}</SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  const answer = await retrying(
    org,
    (error) => isPassing(error) || (again && error instanceof OrgSilence),
    () => post(org, envelope),
  );
  const inner = children(children(parseEnvelope(answer), 'Envelope'), 'Body');
  const [response] = inner;
  if (response === undefined) throw new OrgSilence('The Metadata API gave an empty answer.');
  return content(response);
}

async function post(org: Org, envelope: string): Promise<string> {
  const { connection } = org;
  try {
    return await carry<string>(
      org,
      {
        method: 'POST',
        url: `${connection.instanceUrl.replace(/\/$/, '')}/services/Soap/m/${connection.getApiVersion()}`,
        headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
        body: envelope,
      },
      { responseType: 'text/plain' },
    );
  } catch (thrown) {
    throw faultOf(thrown) ?? fromThrown(thrown);
  }
}

/** A SOAP fault comes with HTTP 500, but it is an answer: nothing has happened. */
function faultOf(thrown: unknown): OrgRefusal | undefined {
  const text = thrown instanceof Error ? thrown.message : '';
  const code = /<faultcode>(?:\w+:)?(\w+)<\/faultcode>/.exec(text)?.[1];
  const message = /<faultstring>([^<]*)<\/faultstring>/.exec(text)?.[1] ?? '';
  return code === undefined ? undefined : new OrgRefusal([{ errorCode: code, message, fields: [] }], 500);
}
