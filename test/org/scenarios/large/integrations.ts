import { character, type Character, type Flaw, type Habit } from './character.ts';
import { byMachine } from './logins.ts';
import { machineAddress } from './places.ts';
import type { Random } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { integrationUsersOf, type Size } from './size.ts';

const STOCK = 'Minimum Access - API Only Integrations';
/** A clone of it, as people make who want a profile of their own. */
const CLONE = 'Order Integration Profile';

type Sort = {
  readonly variant: string;
  readonly of: number;
  readonly profile?: string;
  readonly sets: readonly string[];
  readonly holdsLicense: boolean;
  readonly flaws: readonly Flaw[];
  readonly applications?: number;
};

/** How many of sixteen are of each sort. Sets are those of sets.ts. */
const SORTS: readonly Sort[] = [
  { variant: 'right', of: 5, sets: ['Large_Standard_Bound'], holdsLicense: true, flaws: [] },
  // The profile is a clone, the set has no license, the permission set license is assigned: all is right
  { variant: 'clonedProfile', of: 3, profile: CLONE, sets: ['Large_Standard_Free'], holdsLicense: true, flaws: [] },
  // Custom objects need no permission set license
  { variant: 'bare', of: 1, sets: ['Large_Custom_Only'], holdsLicense: false, flaws: [] },
  {
    variant: 'sharedByApplications',
    of: 2,
    sets: ['Large_Standard_Bound'],
    holdsLicense: true,
    flaws: ['shared'],
    applications: 3,
  },
  { variant: 'unused', of: 2, sets: ['Large_Standard_Bound'], holdsLicense: true, flaws: ['unused'], applications: 0 },
  { variant: 'adminRights', of: 1, sets: ['Large_Administration'], holdsLicense: true, flaws: ['adminRights'] },
  { variant: 'pslNotNeeded', of: 1, sets: ['Large_Custom_Only'], holdsLicense: true, flaws: ['pslNotNeeded'] },
  { variant: 'pslMissing', of: 1, sets: ['Large_Standard_Free'], holdsLicense: false, flaws: ['pslMissing'] },
];
const turns = SORTS.flatMap((sort) => Array.from({ length: sort.of }, () => sort));

/** The users on the integration license. */
export function integrationUsers(size: Size, random: Random): Character[] {
  return Array.from({ length: integrationUsersOf(size) }, (_, at) => {
    const sort = turns[at % turns.length];
    if (sort === undefined) throw new Error('no sort');
    const id = String(at + 1).padStart(4, '0');
    const addresses = [machineAddress(random)];
    const habits = Array.from({ length: sort.applications ?? 1 }, (__, app): Habit => {
      const application = app === 0 ? `Integration App ${id}` : `Shared App ${String(app)}`;
      const way = at % 2 === 0 ? byMachine.clientCredentials(application) : byMachine.jwt(application);
      return { way, rhythm: rhythmOf(at + app, random), addresses };
    });
    return character({
      ...{ name: `integration.${id}`, last: `Integration ${id}`, kind: 'integration', variant: sort.variant },
      ...{ profile: sort.profile ?? STOCK, sets: sort.sets, holdsLicense: sort.holdsLicense, flaws: sort.flaws },
      ...{ habits, age: 400, isOverPrivileged: sort.flaws.includes('adminRights') },
      hasSession: true,
    });
  });
}

function rhythmOf(at: number, random: Random): Rhythm {
  const all = { from: 100, until: 0 };
  if (at % 4 === 0) return { kind: 'steady', hours: 8, ...all };
  return { kind: 'daily', hour: random.int(0, 23), every: at % 4 === 1 ? 1 : 3, ...all };
}
