import { setTimeout as sleep } from 'node:timers/promises';
import { error, type Problem } from '../definition/problem.ts';
import { readClientApp, type ClientApp } from '../org/metadata/clientApps.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Account } from './account.ts';
import { appState } from './appState.ts';
import { probe, type Probe } from './probe.ts';
import { requestToken, type TokenRequest } from './token.ts';
import { tokenCauses } from './tokenCauses.ts';

/** How a credential did. */
export type Tested = {
  readonly attempts: number;
  /** Undefined: there was no token. */
  readonly probe: Probe | undefined;
  readonly problems: readonly Problem[];
};

export type TestOptions = {
  /** Minutes to wait for what passes by itself: a new app or key is known everywhere only after minutes (facts 6.3). */
  readonly minutes: number;
  /** Told before each wait. */
  readonly onWait?: (wait: { readonly said: string; readonly seconds: number; readonly left: number }) => void;
};

/** Seconds between two attempts. */
const PAUSE = 15;

/**
 * Asks for a token as the integration will, and tries it. A refusal is traced to its cause in the org; one that passes by itself is waited for,
 * bounded by attempts and by the clock.
 * @throws OrgRefusal, OrgSilence when the app cannot be read again
 */
export async function testCredential(
  org: Org,
  account: Account,
  held: ClientApp,
  request: TokenRequest,
  { minutes, onWait }: TestOptions,
): Promise<Tested> {
  const url = org.connection.instanceUrl;
  const most = Math.floor((minutes * 60) / PAUSE) + 1;
  const deadline = Date.now() + minutes * 60_000;
  let app = held;
  let said = '';
  for (let attempts = 1; ; attempts += 1) {
    const answer = await requestToken(url, request);
    if (answer.outcome === 'granted') {
      const tried = await probe(url, answer.token, account, org.connection.getApiVersion());
      return { attempts, probe: tried, problems: tried.problems };
    }
    if (answer.outcome === 'silent') {
      return { attempts, probe: undefined, problems: [error('tokenSilent', url, [url, answer.reason])] };
    }
    const before = said;
    said = `${answer.error}: ${answer.description}`;
    // Somebody may have changed the app meanwhile.
    if (attempts > 1 && said !== before) app = (await readClientApp(org, held.name)) ?? held;
    const { problems, passes } = tokenCauses(answer, { request, app: appState(app), account, now: new Date() });
    const left = most - attempts;
    if (!passes || left <= 0 || Date.now() + PAUSE * 1000 > deadline) return { attempts, probe: undefined, problems };
    onWait?.({ said, seconds: PAUSE, left });
    await sleep(PAUSE * 1000);
  }
}
