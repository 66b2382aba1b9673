import type { HttpResponse } from '../org.ts';
import { answerTo, refusal } from '../rest/answer.ts';
import type { Fault } from './fault.ts';
import { lockError } from './faults.ts';

const html = { 'Content-Type': 'text/html;charset=UTF-8' };

/** The answer that a fault puts in place of the real one; undefined when it leaves the answer alone. */
export function faultAnswer(fault: Fault): HttpResponse | undefined {
  switch (fault.kind) {
    case 'lock':
      return answerTo(lockError());
    case 'expired':
      return refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    case 'html':
      return { status: 200, headers: html, body: page('Down for Maintenance') };
    case 'status':
      return fault.body === undefined ? usual(fault.code) : { status: fault.code, body: fault.body };
    default:
      return undefined;
  }
}

/** What orgs and the machines before them usually say (facts 7.6; 502 and 429 are general knowledge). */
function usual(code: 403 | 429 | 500 | 502 | 503): HttpResponse {
  switch (code) {
    case 403:
      return refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    case 429:
      return {
        ...refusal(429, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
        headers: { 'Retry-After': '1' },
      };
    case 500:
      return refusal(
        500,
        'UNKNOWN_EXCEPTION',
        'An unexpected error occurred. Please include this ErrorId if you contact support: 1-1 (1)',
      );
    case 502:
      return { status: 502, headers: html, body: page('502 Bad Gateway') };
    case 503:
      return refusal(503, 'SERVER_UNAVAILABLE', 'Server Unavailable');
  }
}

function page(title: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
