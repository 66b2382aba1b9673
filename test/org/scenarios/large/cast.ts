import { character, type Character } from './character.ts';
import { crowd } from './crowd.ts';
import { integrationUsers } from './integrations.ts';
import { byMachine } from './logins.ts';
import { machines, retired } from './machines.ts';
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
    ...sharedUsers(size, random),
    ...retired(size, random),
    ...integrationUsers(size, random),
    ...lookAlikes(size, random),
  ];
  const taken = special.reduce((sum, each) => sum + loginsOf(each), 0);
  return [...special, ...crowd(size, random, size.users - special.length, size.users * size.loginsPerUser - taken)];
}

/** A person at the browser by day, and an integration that has this person's password. */
function sharedUsers(size: Size, random: Random): Character[] {
  return Array.from({ length: share(size, 0.0004, 5) }, (_, at) => {
    const worker = workerOf(random);
    const id = String(at + 1).padStart(4, '0');
    const application = `Sync of ${id}`;
    const way = at % 2 === 0 ? byMachine.password(application) : byMachine.soap(application, '59.0');
    const rhythm = { kind: 'steady', hours: 6, from: 100, until: 0 } as const;
    return character({
      ...{ name: `shared.${id}`, first: 'Person', last: `Shared ${id}`, kind: 'shared' },
      ...{ variant: at % 2 === 0 ? 'passwordFlow' : 'soapLogin', profile: 'Standard User', hasSession: true },
      habits: [worker.browser(40), { way, rhythm, addresses: [machineAddress(random)] }],
    });
  });
}
