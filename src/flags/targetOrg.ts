import { ux } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'errors');
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Milliseconds for what sf asks of the org by itself, such as its newest API version; sf would wait for minutes. */
const LIMIT = 25_000;
/** Milliseconds after which somebody who waits sees for what: sf has worked for about half a second before. */
const PATIENCE = 400;
/** How sf calls an org whose host does not exist, or does not answer. */
const UNREACHABLE = ['DomainNotFoundError', 'TypeError', 'AbortError'];

// Called without options, so that the type is that of one org.
const ofSf = () => Flags.requiredOrg();
type OrgFlag = ReturnType<typeof ofSf>;

/** `--target-org` of sf that gives up on a dead host: an OrgUnreachableError with exit code 1. */
export function targetOrg(): OrgFlag {
  return givingUp(ofSf());
}

/** The same for a command that can do without an org. */
export function optionalTargetOrg(): OrgFlag {
  return givingUp(Flags.optionalOrg());
}

function givingUp(flag: OrgFlag): OrgFlag {
  const { parse, default: fallback } = flag;
  if (typeof fallback !== 'function') throw new Error('The flag of sf for an org has changed');
  return {
    ...flag,
    parse: (input, context, options) => inTime(parse(input, context, options)),
    default: (context) => inTime(fallback(context)),
  };
}

/**
 * What opens an org, given up after a while.
 * @throws SfError OrgUnreachableError
 */
export async function inTime<T>(opening: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = setTimeout(() => {
    if (process.stderr.isTTY) ux.action.start(output.getMessage('working.opening'));
  }, PATIENCE);
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unreachable(words.getMessage('error.unreachable.late', [LIMIT / 1000])));
    }, LIMIT);
  });
  try {
    return await Promise.race([opening, limit]);
  } catch (error) {
    throw error instanceof Error && UNREACHABLE.includes(error.name) ? unreachable(error.message) : error;
  } finally {
    clearTimeout(timer);
    clearTimeout(slow);
    if (ux.action.running) ux.action.stop();
  }
}

function unreachable(reason: string): SfError {
  const error = SfError.create({
    name: 'OrgUnreachableError',
    message: words.getMessage('error.unreachable', [reason]),
    actions: [words.getMessage('error.unreachable.actions')],
    exitCode: 1,
  });
  // To oclif whatever a flag throws is a wrong flag, with exit code 2 and words about it; an org that is away is none.
  const { message } = error;
  return Object.defineProperties(error, {
    oclif: { get: () => ({ exit: 1 }), set: () => undefined },
    message: { get: () => message, set: () => undefined },
  });
}
