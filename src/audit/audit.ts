import { error, type Problem } from '../definition/problem.ts';
import { readAuditOrg, type AuditOrg } from '../org/audit/auditOrg.ts';
import { readAddresses } from '../org/audit/rhythm.ts';
import { callerUsername } from '../org/wire/caller.ts';
import { readInventory } from '../org/inventory/readInventory.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Audited } from './audited.ts';
import { candidatesByToken, findCandidates, type Candidates } from './findCandidates.ts';
import { foundApplications } from './foundApplications.ts';
import { foundIntegrationUsers, spread } from './integrationUsers.ts';
import { huntOf } from './hunt.ts';
import { judged } from './judge.ts';
import { moneyOf, priceProblems, type Prices } from './money.ts';
import { withPersonal } from './personal.ts';
import { readIntegrationUse } from './readIntegrationUse.ts';
import { readSuspects } from './readSuspects.ts';
import { sceneOf, seesLogins } from './scene.ts';
import { sourcesOf } from './sources.ts';

export type AuditStep = 'org' | 'candidates' | 'logins' | 'habits' | 'usage' | 'report';

export type AuditOptions = {
  readonly days: number;
  /** Only logins after; in place of the days. */
  readonly since: Date | undefined;
  readonly includeFrozen: boolean;
  readonly prices: Prices;
  /** Told before each step, with how many users it is about. */
  readonly onStep?: (step: AuditStep, users: number) => void;
};

const DAY = 86_400_000;

/**
 * Looks at how a whole org is used: which people's licenses machines hold, and what is wrong with the integration users there are. Work
 * and rows grow with users that may be machines, not with all users.
 * @returns problems alone where the prices do not fit the org
 * @throws OrgRefusal, OrgSilence
 */
export async function audit(
  org: Org,
  options: AuditOptions,
): Promise<{ readonly audited: Audited | undefined; readonly problems: readonly Problem[] }> {
  const { days: asked, since, includeFrozen, prices, onStep = () => undefined } = options;
  const readAt = new Date();
  const period = { from: since ?? new Date(readAt.getTime() - asked * DAY), to: readAt };
  onStep('org', 0);
  const [about, inventory] = await Promise.all([
    callerUsername(org).then((caller) => readAuditOrg(org, period, caller)),
    readInventory(org, { withoutDetail: true }),
  ]);
  const problems = pricesUnfit(prices, about);
  if (problems.length > 0) return { audited: undefined, problems };
  const scene = sceneOf(about, period);
  onStep('candidates', about.activeUsers ?? 0);
  const isSeen = seesLogins(about);
  const byToken = isSeen ? undefined : await candidatesByToken(org, scene);
  const candidates: Candidates = byToken
    ? { ...BLIND, ids: byToken.ids, tokensRefused: byToken.tokens.refused, tokensWhole: byToken.tokens.whole }
    : await findCandidates(org, huntOf(about.ways, scene), period, scene);
  const integrationIds = inventory.users.map(({ id }) => id);
  const known = new Set(integrationIds);
  const ids = candidates.ids.filter((id) => !known.has(id));
  onStep('logins', ids.length);
  const [suspects, use] = await Promise.all([
    readSuspects(org, ids, period, scene, { isSeen, includeFrozen, onStep }),
    readIntegrationUse(org, integrationIds, period, isSeen),
  ]);
  onStep('report', suspects.seen.length);
  const told = withPersonal(scene, suspects.seen);
  const found = judged(suspects, told, isSeen);
  const addresses = await readAddresses(
    org,
    isSeen ? found.map(({ seen }) => seen.user.id) : [],
    new Map(found.map(({ seen }) => [seen.user.id, seen.addressCount ?? 0])),
    period,
  );
  const shown = isSeen ? about : { ...about, applications: [], apiUsers: undefined };
  const users = found.map((user) => ({ ...user, addresses: addresses.get(user.seen.user.id) ?? [] }));
  const integrationUsers = foundIntegrationUsers(inventory, use, users, isSeen);
  const machines = users.filter(({ verdict, certainty }) => verdict === 'machine' && certainty !== 'possible');
  const seats = { userLicense: inventory.userLicense, permissionSetLicense: about.permissionSetLicense };
  return {
    problems: [],
    audited: {
      org: shown,
      inventory,
      readAt,
      from: new Date(scene.from),
      days: scene.days,
      daysAsked: since === undefined ? asked : Math.ceil((readAt.getTime() - since.getTime()) / DAY),
      sources: sourcesOf({ about, candidates, suspects, use, inventory, scene, isSeen }),
      users,
      integrationUsers,
      applications: foundApplications(shown, users, integrationUsers, told),
      money: moneyOf(
        machines.map(({ seen: { user } }) => ({ username: user.username, license: user.license })),
        about.licenses,
        seats,
        prices,
      ),
      prices,
      findings: spread(inventory, users, integrationUsers),
    },
  };
}

const BLIND: Candidates = {
  ids: [],
  tokensRefused: undefined,
  tokensWhole: true,
  unread: [],
  bulk: { used: false, refused: undefined },
};

function pricesUnfit(prices: Prices, { refused, licenses }: AuditOrg): Problem[] {
  const words = refused.get('UserLicense');
  if (prices.licenses.size === 0) return [];
  if (words !== undefined) return [error('unreadable', 'UserLicense', ['UserLicense', words])];
  return priceProblems(prices, licenses);
}
