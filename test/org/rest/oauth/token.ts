import { NotSimulated, type HttpResponse } from '../../org.ts';
import { openSession } from '../instance.ts';
import type { OpenCall } from '../route.ts';
import { recordSession } from './authSession.ts';
import { grantClientCredentials } from './clientCredentials.ts';
import { grantJwtBearer } from './jwtBearer.ts';
import { recordLogin } from './recordLogin.ts';
import { grantRefresh } from './refreshTokens.ts';
import { grantPassword } from './usernamePassword.ts';
import { answerRefusedGrant, GrantRefused } from './refuseGrant.ts';

/** What a flow grants: a session for whom, through which application. */
export type Grant = {
  readonly userId: string;
  readonly application: string;
  /** LoginHistory.LoginSubType; null for JWT bearer, which has none in the recorded list (facts 5.1). */
  readonly loginSubType: string | null;
  readonly scope: string;
};

/** POST /services/oauth2/token: the flows that end without a browser, each with its real checks (facts 6.3). */
export function token(call: OpenCall): HttpResponse {
  const form = new URLSearchParams(call.request.body.toString('utf8'));
  try {
    const grant = grantFor(call, form);
    const login = recordLogin(call.instance, grant);
    return { status: 200, headers: { 'Cache-Control': 'no-cache, no-store' }, body: tokenBody(call, grant, login) };
  } catch (error) {
    if (error instanceof GrantRefused) return answerRefusedGrant(error);
    throw error;
  }
}

function grantFor(call: OpenCall, form: URLSearchParams): Grant {
  const type = form.get('grant_type');
  switch (type) {
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return grantJwtBearer(call.instance, form);
    case 'client_credentials':
      return grantClientCredentials(call.instance, form, call.request.headers['authorization']);
    case 'refresh_token':
      return grantRefresh(call.instance, form);
    case 'password':
      return grantPassword(call.instance, form);
    case 'authorization_code':
    case 'urn:ietf:params:oauth:grant-type:token-exchange':
    case 'urn:ietf:params:oauth:grant-type:saml2-bearer':
      throw new NotSimulated(`the OAuth grant ${type}`);
    default:
      throw new GrantRefused('unsupported_grant_type', 'grant type not supported');
  }
}

function tokenBody(call: OpenCall, grant: Grant, loginHistoryId: string): Record<string, string> {
  const { instance } = call;
  const token = openSession(instance, grant.userId);
  recordSession(instance, token, grant.userId, loginHistoryId);
  return {
    access_token: token,
    scope: grant.scope,
    instance_url: instance.url,
    id: `${instance.url}/id/${instance.org.id}/${grant.userId}`,
    token_type: 'Bearer',
    issued_at: String(instance.org.now().getTime()),
  };
}
