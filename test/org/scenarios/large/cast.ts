import { character, type Character } from './character.ts';
import { crowd } from './crowd.ts';
import { integrationUsers } from './integrations.ts';
import { byApplication, byMachine, type Way } from './logins.ts';
import { machines, pipelines, retired } from './machines.ts';
import { lookAlikes, workerOf } from './people.ts';
import { machineAddress } from './places.ts';
import { randomOf, type Random } from './random.ts';
import { countOf } from './rhythm.ts';
import { share, type Size } from './size.ts';

/** How often a character logs in. */
export const loginsOf = ({ habits }: Character): number => habits.reduce((sum, { rhythm }) => sum + countOf(rhythm), 0);

/** Everybody of a generated org, in an order that depends on nothing but size and seed. */
export function castOf(size: Size): readonly Character[] {
  const random = randomOf(size.seed);
  const special = [
    ...machines(size, random),
    ...pipelines(size, random),
    ...sharedUsers(size, random),
    ...retired(size, random),
    ...integrationUsers(size, random),
    ...lookAlikes(size, random),
  ];
  const taken = special.reduce((sum, each) => sum + loginsOf(each), 0);
  return [...special, ...crowd(size, random, size.users - special.length, size.users * size.loginsPerUser - taken)];
}

/** What of a person's user an integration uses: the password, or the token of the person who connected it. */
const SHARED: readonly (readonly [variant: string, way: (application: string) => Way])[] = [
  ['passwordFlow', byMachine.password],
  ['soapLogin', (application) => byMachine.soap(application, '59.0')],
  ['connector', byApplication.refresh],
];

/** A person at the browser by day, and an integration that works as the same user. */
function sharedUsers(size: Size, random: Random): Character[] {
  return Array.from({ length: share(size, 0.0004, 6) }, (_, at) => {
    const worker = workerOf(random);
    const id = String(at + 1).padStart(4, '0');
    const application = `Sync of ${id}`;
    const [variant, way] = SHARED[at % SHARED.length] ?? ['passwordFlow', byMachine.password];
    const rhythm = { kind: 'steady', hours: 6, from: 100, until: 0 } as const;
    const isConnected = variant === 'connector';
    return character({
      ...{ name: `shared.${id}`, first: 'Person', last: `Shared ${id}`, kind: 'shared', variant },
      ...{ profile: 'Standard User', hasSession: true },
      habits: [worker.browser(40), { way: way(application), rhythm, addresses: [machineAddress(random)] }],
      tokens: isConnected ? [{ application, created: 300, used: 0.1, count: 1200 }] : [],
    });
  });
}
