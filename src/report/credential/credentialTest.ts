import { Messages, SfError } from '@salesforce/core';
import type { Account } from '../../credential/account.ts';
import type { Tested } from '../../credential/testCredential.ts';
import type { Problem } from '../../definition/problem.ts';
import { finding, type Finding } from '../finding.ts';
import { fit } from '../table.ts';
import type { Ui } from '../tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.test');

export type CredentialTestResult = {
  /** 18 characters. */
  orgId: string;
  /** The integration user. */
  username: string;
  /** Null where the org does not have one of the name. */
  app: string | null;
  /** The OAuth flow that was tried. */
  type: 'client-credentials' | 'jwt';
  /** Where the token was asked for. */
  url: string;
  /** Whether a token was given, it was that of the user, and the API answered. */
  passed: boolean;
  /** How often a token was asked for; 0 where the test could not begin. */
  attempts: number;
  /** Null: there was no token. */
  token: {
    /** Of whom it was; null where the org did not tell. */
    username: string | null;
    /** What it allows, as the org told; empty where it did not. */
    scopes: string[];
    /** What was asked for with it; null: only whether the API answers, as the user may read no object. */
    object: string | null;
    /** Whether the API gave an answer. */
    read: boolean;
    /** Whether it was ended again after the test. */
    revoked: boolean;
  } | null;
  /** Why it failed, and what is worth knowing. */
  findings: Finding[];
};

type About = {
  readonly orgId: string;
  readonly app: string | undefined;
  readonly type: CredentialTestResult['type'];
  readonly url: string;
};

export function credentialTestResult(
  { user, inventory }: Account,
  { orgId, app, type, url }: About,
  { attempts, probe, problems }: Tested,
): CredentialTestResult {
  return {
    orgId: inventory.organization?.id ?? orgId,
    username: user.username,
    app: app ?? null,
    type,
    url,
    passed: !problems.some(({ severity }) => severity === 'error'),
    attempts,
    token: probe
      ? {
          username: probe.username,
          scopes: [...probe.scopes],
          object: probe.object,
          read: probe.read,
          revoked: probe.ended,
        }
      : null,
    findings: problems.map(finding),
  };
}

/** A test that could not begin. */
export function notTested(problems: readonly Problem[]): Tested {
  return { attempts: 0, probe: undefined, problems };
}

/**
 * Tells a person how the test went, and gives back its result.
 * @throws SfError with the result when it failed: every cause, and the way out of each
 */
export function tellCredentialTest(ui: Ui, result: CredentialTestResult): CredentialTestResult {
  const of = (severity: string): Finding[] => result.findings.filter((one) => one.severity === severity);
  for (const { message, fix } of of('warning')) ui.warn(`${message} ${fix}`);
  const failed = of('error');
  if (failed.length > 0) {
    const error = SfError.create({
      name: 'CredentialTestError',
      message: words.getMessage('error.failed', [result.username, failed.map(({ message }) => message).join('\n')]),
      actions: [...new Set(failed.map(({ fix }) => fix))],
      exitCode: 1,
    });
    throw Object.assign(error, { result });
  }
  const { token } = result;
  const rows = [
    ['type', words.getMessage(`type.${result.type}`)],
    ['app', result.app ?? ''],
    ['url', result.url],
    ['username', token?.username ?? ''],
    ['scopes', token?.scopes.join(' ') ?? ''],
    ['object', token?.object ?? words.getMessage('object.none')],
    ['revoked', words.getMessage(token?.revoked === true ? 'revoked.yes' : 'revoked.no')],
  ] as const;
  ui.table(
    fit({
      data: rows.map(([key, value]) => ({ what: words.getMessage(`row.${key}`), value })),
      columns: [
        { key: 'what', name: words.getMessage('column.what') },
        { key: 'value', name: words.getMessage('column.value') },
      ],
    }),
  );
  ui.logSuccess(words.getMessage('passed', [result.username]));
  return result;
}
