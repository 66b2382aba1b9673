import { Messages } from '@salesforce/core/messages';
import type { Audited, FoundIntegrationUser, FoundSource, FoundUser } from '../../audit/audited.ts';
import type { Money, Prices } from '../../audit/money.ts';
import { checkFinding } from '../checkFinding.ts';
import { seats } from '../result.ts';
import { statusOf } from '../status.ts';
import { nextOf } from './next.ts';
import type { AuditedIntegrationUser, AuditedLicense, AuditedUser, AuditResult, AuditSource } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** What an audit found, in words. */
export function auditResult(audited: Audited): AuditResult {
  const { org, inventory, readAt, money, prices } = audited;
  const users = audited.users.map(user);
  const integrationUsers = audited.integrationUsers.map(integrationUser);
  const findings = audited.findings.map(checkFinding);
  const all = [...users, ...integrationUsers].flatMap((one) => one.findings).concat(findings);
  const open = (severity: string): number => all.filter((one) => one.severity === severity).length;
  const machines = (certainty: string): number =>
    users.filter((one) => one.verdict === 'machine' && one.certainty === certainty).length;
  return {
    orgId: org.organization?.id ?? null,
    orgName: org.organization?.name ?? null,
    isSandbox: org.organization?.isSandbox ?? null,
    readAt: readAt.toISOString(),
    period: {
      from: audited.from.toISOString(),
      to: readAt.toISOString(),
      days: audited.days,
      daysAsked: audited.daysAsked,
    },
    sources: audited.sources.map(source),
    users,
    integrationUsers,
    applications: audited.applications.map(({ name, logins, users: count, usernames, last, forPeople }) => ({
      name,
      logins,
      users: count,
      usernames: [...usernames],
      lastLogin: last ?? null,
      forPeople,
    })),
    licenses: money.licenses.map(license),
    integration: {
      userLicense: seats(inventory.userLicense),
      permissionSetLicense: seats(org.permissionSetLicense),
      needed: money.needed,
      missing: money.missing,
    },
    money: moneyResult(money, prices),
    findings,
    counts: {
      activeUsers: org.activeUsers ?? null,
      apiUsers: org.apiUsers ?? null,
      machines: { certain: machines('certain'), likely: machines('likely'), possible: machines('possible') },
      shared: users.filter(({ verdict }) => verdict === 'shared').length,
      unclear: users.filter(({ verdict }) => verdict === 'unclear').length,
      integrationUsers: integrationUsers.length,
      errors: open('error'),
      warnings: open('warning'),
      infos: open('info'),
    },
    resume: readAt.toISOString(),
  };
}

function user(found: FoundUser): AuditedUser {
  const { seen, verdict, certainty, evidence, applications, addresses, apiLogins, uiLogins, findings } = found;
  return {
    name: seen.user.name,
    username: seen.user.username,
    id: seen.user.id,
    profile: seen.user.profile,
    license: seen.user.license ?? words.getMessage('license.unknown'),
    status: statusOf(seen.user),
    lastLogin: seen.user.lastLogin ?? null,
    verdict,
    certainty,
    evidence: evidence.map(({ tokens, ...one }) => ({
      ...one,
      message: words.getMessage(`evidence.${one.class}`, [...tokens]),
    })),
    applications: [...applications],
    addresses: [...addresses],
    addressCount: seen.addressCount ?? 0,
    apiLogins,
    uiLogins,
    findings: findings.map(checkFinding),
    next: nextOf(found),
  };
}

function integrationUser(found: FoundIntegrationUser): AuditedIntegrationUser {
  const { id, username, name, profile } = found.user;
  return {
    name,
    username,
    id,
    profile,
    status: statusOf(found.user),
    lastLogin: found.lastLogin ?? null,
    permissionSetLicense: found.hasLicense ?? null,
    applications: [...found.applications],
    findings: found.findings.map(checkFinding),
  };
}

function source({ name, status, days, rows, key, tokens }: FoundSource): AuditSource {
  const message = key === undefined ? '' : words.getMessage(`source.${sourceWord(name)}.${key}`, [...tokens]);
  return { name, status, days, rows, message };
}

/** Objects whose refusal is told alike share their words. */
function sourceWord(name: string): string {
  return ['LoginHistory', 'OauthToken', 'AuthSession', 'EventLogFile'].includes(name)
    ? name
    : name.startsWith('Bulk')
      ? 'bulk'
      : 'object';
}

function license({ license: row, usernames, price, saving }: Money['licenses'][number]): AuditedLicense {
  const { name, total, used } = row;
  const counted = seats(row) ?? { name, total, used, free: 0 };
  return { ...counted, freed: usernames.length, usernames: [...usernames], price, saving };
}

function moneyResult({ saving, cost, net, unpriced }: Money, prices: Prices): AuditResult['money'] {
  const isPriced = prices.licenses.size > 0 || prices.integration !== undefined;
  return {
    currency: isPriced ? (prices.currency ?? null) : null,
    period: prices.period,
    saving,
    cost,
    net,
    unpriced: [...unpriced],
  };
}
