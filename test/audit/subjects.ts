import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginGroup } from '../../src/org/audit/logins.ts';
import { isForPeople, isPeoplesByName } from '../../src/audit/applications.ts';
import type { Evidence, Scene, Seen } from '../../src/audit/seen.ts';

const NOW = Date.parse('2026-11-30T12:00:00.000Z');
const DAY = 86_400_000;

/** Days ago as the org writes them. */
export const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

export const scene = (more: Partial<Scene> = {}): Scene => ({
  days: 90,
  logDays: 0,
  isForPeople: (name) => isForPeople(name, 1, 100),
  isPeoplesByName,
  ...more,
});

/** Logins that are alike, of the last 89 days. */
export const logins = (count: number, more: Partial<LoginGroup>): LoginGroup => ({
  userId: '005000000000001AAA',
  application: 'Feed',
  type: 'Remote Access 2.0',
  subType: '',
  status: 'Success',
  browser: 'Unknown',
  address: '',
  count,
  first: ago(89),
  last: ago(0),
  ...more,
});

export const seen = (more: Partial<Seen> = {}): Seen => ({
  user: {
    id: '005000000000001AAA',
    username: 'jane@example.com',
    name: 'Jane',
    profile: 'Standard User',
    license: 'Salesforce',
    isActive: true,
    isFrozen: false,
    lastLogin: ago(0),
  },
  logins: [],
  tokens: [],
  sessions: [],
  adminRights: [],
  hours: undefined,
  addressCount: undefined,
  requests: undefined,
  ...more,
});

export const evidence = (
  of: Evidence['class'],
  count: number | null = 500,
  more: Partial<Evidence> = {},
): Evidence => ({
  class: of,
  speaksFor: 'machine',
  application: null,
  count,
  first: ago(89),
  last: ago(0),
  tokens: [],
  ...more,
});

const texts = readFileSync(join(import.meta.dirname, '../../messages/integration-user.audit.md'), 'utf8');

/** How many tokens a message has a place for; undefined: there is none of that key. */
export function placesOf(key: string): number | undefined {
  const [, text] = new RegExp(`^# ${key.replaceAll('.', '\\.')}\n\n([^#]*)`, 'm').exec(texts) ?? [];
  return text?.match(/%s/g)?.length ?? (text === undefined ? undefined : 0);
}
