/** An answer of the Metadata API around what is inside its body. */
export function envelope(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${inside}</soapenv:Body></soapenv:Envelope>`;
}
