import { verify, X509Certificate } from 'node:crypto';
import { mayLogIn, userIdOf, type Application, type Instance } from '../instance.ts';
import { applicationOf, refuseUnapproved } from './application.ts';
import { isObject, type Json } from '../jsonBody.ts';
import { GrantRefused } from './refuseGrant.ts';
import type { Grant } from './token.ts';

const invalid = new GrantRefused('invalid_grant', 'invalid assertion');

/**
 * JWT bearer flow. Checks, in this order: iss names an application with a certificate, RS256 signature, aud, exp, sub.
 * The texts are facts 6.3 [community]; those of signature, audience, expiry and inactive user are general knowledge.
 */
export function grantJwtBearer(instance: Instance, form: URLSearchParams): Grant {
  const assertion = form.get('assertion') ?? '';
  const [header, payload] = assertion.split('.').map(decodePart);
  if (header?.['alg'] !== 'RS256' || payload === undefined) throw invalid;
  const application = applicationOf(instance, String(payload['iss']));
  if (application?.publicKeyPem === undefined) throw new GrantRefused('invalid_client_id', 'client identifier invalid');
  checkSignature(assertion, application.publicKeyPem);
  checkDates(instance, application.publicKeyPem);
  checkAudience(instance, payload['aud']);
  checkExpiry(instance, payload['exp']);
  const { userId } = subject(instance, payload['sub']);
  if (application.selfAuthorized === true)
    throw new GrantRefused('invalid_grant', "user hasn't approved this consumer");
  refuseUnapproved(instance, application, userId);
  return { userId, ...granted(application) };
}

function granted(application: Application): Omit<Grant, 'userId'> {
  return { application: application.name, loginSubType: null, scope: application.scope ?? 'api web' };
}

function decodePart(part: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkSignature(assertion: string, publicKeyPem: string): void {
  const end = assertion.lastIndexOf('.');
  const signature = Buffer.from(assertion.slice(end + 1), 'base64url');
  if (!verify('RSA-SHA256', Buffer.from(assertion.slice(0, end)), publicKeyPem, signature)) throw invalid;
}

/** A certificate outside of its dates: sources disagree, hence a switch (facts 6.3); an application may have a mere key. */
function checkDates({ org }: Instance, pem: string): void {
  if (org.switches.expiredCertificate === 'accepted' || !pem.includes('BEGIN CERTIFICATE')) return;
  const { validFrom, validTo } = new X509Certificate(pem);
  const now = org.now().getTime();
  if (now < Date.parse(validFrom) || now > Date.parse(validTo)) throw invalid;
}

/** The audience is the login host or the org's own: both spellings of loopback, with or without the slash that sf adds. */
function checkAudience(instance: Instance, aud: unknown): void {
  const { sandbox, myDomain } = instance.org.features;
  const known = [
    instance.url,
    instance.url.replace('localhost', '127.0.0.1'),
    sandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com',
    ...(myDomain === null ? [] : [`https://${myDomain}.${sandbox ? 'sandbox.' : ''}my.salesforce.com`]),
  ];
  if (!known.includes(String(aud).replace(/\/$/, ''))) throw new GrantRefused('invalid_grant', 'audience is invalid');
}

/** sf sends milliseconds where seconds are meant, which real orgs take: the time is only too far ahead. */
function checkExpiry(instance: Instance, exp: unknown): void {
  if (typeof exp !== 'number') throw invalid;
  if (exp * 1000 <= instance.org.now().getTime()) throw new GrantRefused('invalid_grant', 'expired assertion');
}

function subject(instance: Instance, sub: unknown): { userId: string } {
  const userId = userIdOf(instance.org, String(sub));
  if (userId === undefined) throw new GrantRefused('invalid_grant', "user hasn't approved this consumer");
  if (!mayLogIn(instance.org, userId)) throw new GrantRefused('invalid_grant', 'inactive user');
  return { userId };
}
