import type { HttpResponse } from '../../org.ts';
import type { OpenCall } from '../route.ts';
import { endSession, revokeRefreshToken } from './authSession.ts';

/** POST or GET /services/oauth2/revoke: ends a session, or a refresh token by itself or its delete token; refuses unknown tokens. */
export function revoke(call: OpenCall): HttpResponse {
  const form = new URLSearchParams(call.request.body.toString('utf8'));
  const token = form.get('token') ?? call.request.query.get('token') ?? '';
  endSession(call.instance, token);
  if (call.instance.tokens.delete(token) || revokeRefreshToken(call.instance, token)) return { status: 200 };
  return {
    status: 400,
    body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' },
  };
}
