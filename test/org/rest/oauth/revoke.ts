import type { HttpResponse } from '../../org.ts';
import type { Instance } from '../instance.ts';
import type { OpenCall } from '../route.ts';

/**
 * POST or GET /services/oauth2/revoke: ends a session, or revokes the token that a row of OauthToken offers in DeleteToken (facts 5.2);
 * refuses unknown ones.
 */
export function revoke(call: OpenCall): HttpResponse {
  const form = new URLSearchParams(call.request.body.toString('utf8'));
  const token = form.get('token') ?? call.request.query.get('token') ?? '';
  if (call.instance.tokens.delete(token) || revokeHeld(call.instance, token)) return { status: 200 };
  return {
    status: 400,
    body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' },
  };
}

function revokeHeld({ org: { store } }: Instance, token: string): boolean {
  const [row] = token === '' ? [] : store.find('OauthToken', { DeleteToken: token });
  if (row === undefined) return false;
  store.delete('OauthToken', String(row.Id));
  return true;
}
