/**
 * Something that goes wrong on demand.
 * - `drop-before` closes the connection unprocessed, `drop-after` processes (commits) and closes without an answer.
 * - `status` answers with `code` in place of processing, or after it when `committed` is set.
 * - `lock` refuses with UNABLE_TO_LOCK_ROW; its `match` is also tried on the parts of composite, graph and batch.
 * - `slow` waits `ms` and goes on; `expired` answers 401; `html` answers with a maintenance page, status 200.
 * - `truncated` and `garbage` process the request and spoil the answer.
 */
export type Fault = When & What;

type When = {
  /** Only the request with this number, counted from 1 since clearRequests. */
  readonly at?: number;
  /** Only requests whose "METHOD /path" it matches. */
  readonly match?: RegExp;
  /** How often it strikes; 1 by default. */
  readonly times?: number;
};

type What =
  | { readonly kind: 'drop-before' | 'drop-after' | 'lock' | 'expired' | 'truncated' | 'garbage' | 'html' }
  | { readonly kind: 'slow'; readonly ms: number }
  | {
      readonly kind: 'status';
      readonly code: 403 | 429 | 500 | 502 | 503;
      readonly body?: unknown;
      readonly committed?: boolean;
    };
