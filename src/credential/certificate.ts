import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { ENDS_SOON } from '../definition/credential.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import { readText } from '../files/text.ts';

/** A certificate without its private key. */
export type Certificate = {
  /** One PEM block. */
  readonly pem: string;
  /** SHA-256, in hex with colons. */
  readonly fingerprint: string;
  readonly ends: Date;
  readonly bits: number | undefined;
};

export type KeyPair = { readonly privateKey: string; readonly certificate: Certificate };

const DAY = 24 * 60 * 60 * 1000;

/** The first certificate of a text, whatever else is in it: a private key beside it goes nowhere. */
export function parseCertificate(text: string): Certificate | undefined {
  const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(text)?.[0];
  // Metadata may hold the base64 text alone.
  const bare = /^[A-Za-z0-9+/=\s]{100,}$/.test(text) ? text : undefined;
  try {
    const found = new X509Certificate(block ?? Buffer.from(bare ?? '', 'base64'));
    return {
      pem: found.toString(),
      fingerprint: found.fingerprint256,
      ends: new Date(found.validTo),
      bits:
        found.publicKey.asymmetricKeyType === 'rsa' ? found.publicKey.asymmetricKeyDetails?.modulusLength : undefined,
    };
  } catch {
    return undefined;
  }
}

/**
 * A certificate out of a PEM file. Salesforce checks JWT signatures by RSA and SHA-256 (OAuth 2.0 JWT bearer flow), so another kind of key
 * could never log in.
 * @returns the certificate, or why it cannot be used
 */
export async function readCertificate(path: string): Promise<{ certificate?: Certificate; problems: Problem[] }> {
  let text: string;
  try {
    text = await readText(path);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { problems: [error('certificateUnreadable', path, [path, reason])] };
  }
  const certificate = text.includes('-----BEGIN') ? parseCertificate(text) : undefined;
  if (certificate === undefined) return { problems: [error('certificateNone', path, [path], [path])] };
  const { bits, ends } = certificate;
  const days = Math.floor((ends.getTime() - Date.now()) / DAY);
  const problems = [
    ...(bits === undefined || bits < 2048 ? [error('certificateKey', path, [path])] : []),
    ...(days < 0 ? [error('certificateEnded', path, [path, day(ends)])] : []),
    ...(days >= 0 && days < ENDS_SOON ? [warning('certificateEndsSoon', path, [path, day(ends)])] : []),
  ];
  return { certificate, problems };
}

/** A date as people write it to files: `2027-11-24`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether the private key in this file belongs to the certificate; false for a file that is not there or no key. */
export async function isKeyOf(path: string, { pem }: Certificate): Promise<boolean> {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(await readText(path)));
  } catch {
    return false;
  }
}

/**
 * A new RSA key and a certificate that it signs itself. The libraries are loaded late: only who makes a key pays for it.
 * @param name common name of the subject
 * @param days for which the certificate holds
 */
export async function makeKeyPair(name: string, days: number): Promise<KeyPair> {
  const { default: forge } = await import('node-forge');
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  // Begins with 01: DER knows no leading zeros, of which the library takes away only one.
  made.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(16))}`;
  // Clocks differ.
  made.validity.notBefore = new Date(Date.now() - DAY);
  made.validity.notAfter = new Date(Date.now() + days * DAY);
  const subject = [{ name: 'commonName', value: name.slice(0, 64) }];
  made.setSubject(subject);
  made.setIssuer(subject);
  made.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  const certificate = parseCertificate(forge.pki.certificateToPem(made));
  if (certificate === undefined) throw new Error('The certificate that was made cannot be read.');
  return { privateKey: keys.privateKey, certificate };
}
