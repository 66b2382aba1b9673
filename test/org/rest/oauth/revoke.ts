import type { HttpResponse } from '../../org.ts';
import type { OpenCall } from '../route.ts';

/** POST or GET /services/oauth2/revoke: ends a session; refuses unknown tokens. */
export function revoke(call: OpenCall): HttpResponse {
  const form = new URLSearchParams(call.request.body.toString('utf8'));
  const token = form.get('token') ?? call.request.query.get('token') ?? '';
  if (call.instance.tokens.delete(token)) return { status: 200 };
  return {
    status: 400,
    body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' },
  };
}
