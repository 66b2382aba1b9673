import type { HttpResponse } from '../../org.ts';

/** Refusal of the token endpoint: {error, error_description}, HTTP 400 (facts 6.3). */
export class GrantRefused extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

export function answerRefusedGrant(refused: GrantRefused): HttpResponse {
  return { status: 400, body: { error: refused.error, error_description: refused.message } };
}
