import type { Switches } from '../org.ts';

/** One call: a REST method and path, a SOQL query, or a call of the SOAP Metadata API. Exactly one of the three. */
export type CaseRequest = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Relative to /services/data/vNN.0 unless it starts with a slash. */
  readonly path?: string;
  readonly query?: string;
  readonly metadata?: { readonly call: string; readonly xml: string; readonly session?: string };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A call that prepares or undoes something. It has to succeed unless `status` is 'any'. */
export type Step = CaseRequest & { readonly id?: string; readonly status?: 'any' };

/** What the answer must be; everything that is not mentioned may be anything. See README.md for the notation. */
export type Expectation = {
  readonly status?: number | string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  readonly body?: unknown;
};

/** A rule of the facts as data: what to prepare, what to ask, what must come back. */
export type Case = {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly kind: 'fact' | 'unknown';
  readonly needs?: readonly string[];
  readonly createsUser?: boolean;
  readonly minApiVersion?: number;
  readonly setup?: readonly Step[];
  readonly request: CaseRequest;
  /** For a fact. */
  readonly expect?: Expectation;
  /** For an unknown: the switch of the simulated org, and which answer of an org sets which value. */
  readonly switch?: keyof Switches;
  readonly answers?: readonly { readonly value: string | boolean; readonly expect: Expectation }[];
  readonly cleanup?: readonly Step[];
};
