import { OrgError } from '../org.ts';
import type { Fault } from './fault.ts';

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that strikes a request, used up by this call. */
  strike(ordinal: number, request: string): Fault | undefined;
  /** The error of a lock that strikes a part of a composite, graph or batch, used up by this call. */
  lockFor(part: string): OrgError | undefined;
};

type Armed = { readonly fault: Fault; left: number };

/** The faults that wait for their requests. */
export function createFaults(): Faults {
  const armed: Armed[] = [];
  const use = (fits: (fault: Fault) => boolean): Fault | undefined => {
    const found = armed.find((entry) => entry.left > 0 && fits(entry.fault));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  };
  return {
    add: (fault) => void armed.push({ fault, left: fault.times ?? 1 }),
    clear: () => void armed.splice(0),
    strike: (ordinal, request) =>
      use(({ at, match }) => (at === undefined || at === ordinal) && (match === undefined || match.test(request))),
    lockFor: (part) =>
      use(({ at, match, kind }) => kind === 'lock' && at === undefined && match?.test(part) === true) && lockError(),
  };
}

/** source: facts 7.6, 400 lock [community, many] */
export function lockError(): OrgError {
  const message = 'unable to obtain exclusive access to this record or 1 records: 005000000000000AAA';
  return new OrgError('UNABLE_TO_LOCK_ROW', message, { fields: [] });
}
