import { Messages, SfError } from '@salesforce/core';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import type { IntegrationLicenses } from '../org/state/licenses.ts';
import { seats, type LicenseSeats } from './result.ts';
import type { Table } from './table.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');
const errors = Messages.loadMessages('sf-plugin-integration-user', 'errors');

export type LicenseListResult = {
  /** Salesforce Integration; null where the org does not have it. */
  userLicense: LicenseSeats | null;
  /** Salesforce API Integration; null where the org does not have it. */
  permissionSetLicense: LicenseSeats | null;
};

export function licenseResult({ userLicense, permissionSetLicense }: IntegrationLicenses): LicenseListResult {
  return { userLicense: seats(userLicense), permissionSetLicense: seats(permissionSetLicense) };
}

export type LicenseRow = { license: string; kind: string; total: string; used: string; free: string };

function licenseRows({ userLicense, permissionSetLicense }: LicenseListResult): LicenseRow[] {
  const row = (kind: string, fallback: string, license: LicenseSeats | null): LicenseRow => ({
    license: license?.name ?? fallback,
    kind,
    total: license ? String(license.total) : words.getMessage('license.missing'),
    used: license ? String(license.used) : '',
    free: license ? String(license.free) : '',
  });
  return [
    row(words.getMessage('license.userLicense'), USER_LICENSE, userLicense),
    row(words.getMessage('license.permissionSetLicense'), PERMISSION_SET_LICENSE, permissionSetLicense),
  ];
}

/** What a person sees of the seats. */
export function licenseTable(result: LicenseListResult): Table<LicenseRow> {
  const columns = (['license', 'kind', 'total', 'used', 'free'] as const).map((key) => ({
    key,
    name: words.getMessage(`license.${key === 'license' ? 'name' : key}`),
  }));
  return { title: words.getMessage('license.title'), data: licenseRows(result), columns };
}

/** @throws SfError with the result when fewer than `needed` seats of either license are free */
export function requireSeats(result: LicenseListResult, needed: number): void {
  const short = licenseRows(result).filter(({ free }) => Number(free === '' ? 0 : free) < needed);
  if (short.length === 0) return;
  const message = short
    .map(({ kind, license, free }) =>
      errors.getMessage('error.licenses', [kind, license, needed, free === '' ? 0 : free]),
    )
    .join('\n');
  const error = SfError.create({
    name: 'LicensesError',
    message,
    actions: [errors.getMessage('error.licenses.actions')],
    exitCode: 1,
  });
  throw Object.assign(error, { result });
}
