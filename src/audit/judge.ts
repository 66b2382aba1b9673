import { MACHINE_CHECKS } from '../checks/auditChecks.ts';
import type { HeldRight } from '../checks/auditSubjects.ts';
import { runChecks } from '../checks/runChecks.ts';
import type { FoundUser } from './audited.ts';
import { evidenceOf, isApi } from './evidence.ts';
import { flowOf } from './flows.ts';
import type { Suspects } from './readSuspects.ts';
import type { Evidence, Judged, Scene, Seen } from './seen.ts';
import { useOf } from './use.ts';
import { verdictOf } from './verdict.ts';

const VERDICTS = ['machine', 'shared', 'unclear', 'person'];
const CERTAINTIES = ['certain', 'likely', 'possible'];

/**
 * Who of the suspects is a machine, and what is wrong with each; machines first, the surest first. Pure.
 * @param isSeen false: nobody may see logins, so that nothing is clear
 */
export function judged(
  { seen, usage }: Pick<Suspects, 'seen' | 'usage'>,
  scene: Scene,
  isSeen: boolean,
): Omit<FoundUser, 'addresses'>[] {
  const whole = { ...scene, logDays: usage.days.length };
  const found = seen.flatMap((one) => {
    const evidence = evidenceOf(one, whole);
    // Of a user whose license nobody may see it is not known whether it is one for people at all.
    const isClear = isSeen && one.user.license !== undefined;
    const verdict = isClear ? verdictOf(evidence, scene.days) : unclear(evidence);
    return verdict === undefined ? [] : [foundUser(one, evidence, verdict, scene)];
  });
  const place = (user: Judged): number => VERDICTS.indexOf(user.verdict) * 10 + CERTAINTIES.indexOf(user.certainty);
  return found.sort((a, b) => place(a) - place(b) || b.apiLogins - a.apiLogins || compare(a, b));
}

function compare(a: { readonly seen: Seen }, b: { readonly seen: Seen }): number {
  return a.seen.user.username.localeCompare(b.seen.user.username);
}

function unclear(evidence: readonly Evidence[]): Judged | undefined {
  const speaks = evidence.some(({ speaksFor, count }) => speaksFor === 'machine' && count !== null);
  return speaks ? { verdict: 'unclear', certainty: 'possible' } : undefined;
}

function foundUser(
  seen: Seen,
  evidence: readonly Evidence[],
  judgment: Judged,
  scene: Scene,
): Omit<FoundUser, 'addresses'> {
  const logins = (seen.logins ?? []).filter(({ status }) => status === 'Success');
  const count = (some: typeof logins): number => some.reduce((sum, one) => sum + one.count, 0);
  const isUi = (login: (typeof logins)[number]) => ['ui-login', 'single-sign-on'].includes(flowOf(login));
  const machines = evidence.filter(({ speaksFor, application }) => speaksFor === 'machine' && application !== null);
  const isMachines = (name: string): boolean => machines.some(({ application }) => application === name);
  const use = useOf(seen.user.username, logins, seen.tokens, (name) => isMachines(name) || !scene.isForPeople(name));
  const application = [...machines].sort((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]?.application ?? undefined;
  return {
    ...judgment,
    seen: {
      ...seen,
      user: { ...seen.user, lastLogin: latest([seen.user.lastLogin, ...logins.map(({ last }) => last)]) },
    },
    evidence: [...evidence].sort((a, b) => Number(a.speaksFor === 'person') - Number(b.speaksFor === 'person')),
    applications: use.applications.map(({ name }) => name),
    apiLogins: count(logins.filter(isApi)),
    uiLogins: count(logins.filter(isUi)),
    findings: runChecks(MACHINE_CHECKS, {
      ...use,
      ...judgment,
      license: seen.user.license ?? '-',
      adminRights: heldRights(seen),
      application,
    }),
  };
}

/** Each right once, with everything that gives it. */
function heldRights({ adminRights }: Seen): HeldRight[] {
  return [...new Set(adminRights.map(({ permission }) => permission))].map((permission) => ({
    permission,
    by: [...new Set(adminRights.filter((one) => one.permission === permission).map(({ by }) => by))],
  }));
}

/** A login that the org still has says more than the date of the user. */
function latest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined && time !== '')
    .sort()
    .at(-1);
}
