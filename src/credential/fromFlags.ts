import { resolveCredential, type CredentialDefinition, type CredentialType } from '../definition/credential.ts';
import { defaultAppName, defaultPermissionSetLabel } from '../definition/names.ts';
import { error, ofFlags, type Problem } from '../definition/problem.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import type { CredentialWish } from './plan.ts';
import type { CredentialAsk } from './snapshot.ts';
import { secretSink, type SecretSink } from './secretSink.ts';

/** The flags of `credential create` and `credential rotate` that say how the integration logs in. */
export type CredentialFlags = {
  readonly username: string;
  readonly type: CredentialType;
  readonly app?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly 'ip-range'?: readonly string[] | undefined;
  readonly 'permission-set'?: readonly string[] | undefined;
  readonly certificate?: string | undefined;
  readonly 'key-out'?: string | undefined;
  readonly 'secret-out'?: string | undefined;
  readonly 'secret-to'?: string | undefined;
  readonly shell: boolean;
};

/** What the flags ask for, as far as it is known without an org. */
export type Asked = {
  readonly secret: SecretSink | undefined;
  readonly key: SecretSink | undefined;
  readonly problems: readonly Problem[];
  /** What must be read of the org. */
  readonly ask: CredentialAsk;
  /** The whole wish, once the name of the user is known. */
  readonly wishOf: (name: string, description: string) => CredentialWish;
};

/** Reads what the flags name, and finds everything that is wrong with them. */
export async function askedCredential(flags: CredentialFlags): Promise<Asked> {
  const { type, 'secret-out': secretOut, 'secret-to': secretTo, 'key-out': keyOut, shell } = flags;
  const file = flags.certificate === undefined ? undefined : await readCertificate(flags.certificate);
  const credentialOf = (name: string) =>
    resolveCredential(
      {
        type,
        ...(flags.app === undefined ? {} : { app: flags.app }),
        ...(flags.scope === undefined ? {} : { scopes: flags.scope.flatMap(commas) }),
        ...(flags['ip-range'] === undefined ? {} : { ipRanges: flags['ip-range'].flatMap(commas) }),
        ...(flags.certificate === undefined ? {} : { certificate: flags.certificate }),
      },
      defaultAppName(name),
    );
  const names = { file: '--secret-out', command: '--secret-to' };
  return {
    secret: secretSink({ file: secretOut, command: secretTo, shell, names }),
    key: secretSink({ file: keyOut, command: undefined, shell: false, names: { ...names, file: '--key-out' } }),
    problems: [...(file?.problems ?? []), ...ofFlags([...flagProblems(flags), ...credentialOf('App').problems])],
    ask: {
      username: flags.username,
      appOf: (name) => (name === undefined ? undefined : credentialOf(name).credential.app),
      asksOwnSets: flags['permission-set'] === undefined,
    },
    wishOf: (name, description) => wish(flags, credentialOf(name).credential, name, description, file?.certificate),
  };
}

function wish(
  flags: CredentialFlags,
  credential: CredentialDefinition,
  name: string,
  description: string,
  certificate: Certificate | undefined,
): CredentialWish {
  return {
    username: flags.username.toLowerCase(),
    credential,
    label: defaultPermissionSetLabel(name),
    permissionSets: flags['permission-set']?.flatMap(commas),
    certificate,
    keyOut: flags['key-out'],
    keyFits: false,
    asksSecret: flags['secret-out'] !== undefined || flags['secret-to'] !== undefined,
    description,
  };
}

/** Flags that belong to the other way of logging in. */
function flagProblems(flags: CredentialFlags): Problem[] {
  const [others, right] =
    flags.type === 'jwt' ? [['secret-out', 'secret-to'] as const, 'client-credentials'] : [['key-out'] as const, 'jwt'];
  return others
    .filter((name) => flags[name] !== undefined)
    .map((name) => error('credentialFlag', `--${name}`, [`--${name}`, right, flags.type]));
}

function commas(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
