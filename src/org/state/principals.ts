import { baseName, qualified } from '../names.ts';
import { required, text, type Row } from '../wire/query.ts';
import { columns } from '../wire/soql.ts';
import type { Named } from './state.ts';

/** Parameters of an external credential that a permission set can give access to; the others are its settings (facts 3.4). */
export const PRINCIPAL_TYPES: readonly string[] = ['NamedPrincipal', 'PerUserPrincipal', 'AwsStsPrincipal'];

/** Columns of ExternalCredentialParameter that {@link principal} reads; never the value, which may be a secret. */
export const PRINCIPAL_COLUMNS = columns([
  'Id',
  'ParameterName',
  'ParameterType',
  'ExternalCredential.DeveloperName',
  'ExternalCredential.NamespacePrefix',
]);

export function isPrincipal(row: Row): boolean {
  return PRINCIPAL_TYPES.includes(required(row, 'ParameterType'));
}

/** A principal as metadata names it, `Credential-Principal`; the namespace is that of the credential (facts 3.4). */
export function principal(row: Row): Named {
  return {
    id: required(row, 'Id'),
    name: `${required(row, 'ExternalCredential.DeveloperName')}-${required(row, 'ParameterName')}`,
    namespace: text(row, 'ExternalCredential.NamespacePrefix'),
  };
}

/** The same in one word, `ns__Credential-Principal` where a package brought it. */
export function principalName(row: Row): string {
  const { namespace, name } = principal(row);
  return qualified(namespace, name);
}

/** The API name of the credential in `ns__Credential-Principal`; API names have no dash, names of principals may. */
export function credentialOf(name: string): string {
  return baseName(name.split('-')[0] ?? '');
}
