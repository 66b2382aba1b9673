export type Room = {
  /** Rooms, or single files of rooms, whose values it may import. */
  readonly values: readonly string[];
  /** Rooms of which it may import types, besides those above. */
  readonly types: readonly string[];
  /** A pure room neither reads nor writes anything: no files, no network, no terminal. */
  readonly pure: boolean;
};

const every = [
  'access',
  'definition',
  'org',
  'plan',
  'retire',
  'apply',
  'checks',
  'audit',
  'credential',
  'migrate',
  'report',
  'verify',
  'wizard',
];
/** How Salesforce calls things: constants. */
const names = 'org/names.ts';

/** Which folder of src may import which: one way, from the commands to the org, and never back. */
export const rooms: Readonly<Record<string, Room>> = {
  commands: { values: [...every, 'flags'], types: [], pure: false },
  /** What sf calls by itself, such as `sf doctor`. */
  hooks: { values: ['flags', 'org', 'report'], types: [], pure: false },
  flags: { values: ['definition'], types: every, pure: false },
  files: { values: [], types: [], pure: false },
  definition: { values: ['files', names], types: every, pure: false },
  org: { values: [], types: [], pure: false },
  plan: { values: ['definition', names], types: ['org', 'checks'], pure: true },
  retire: { values: ['definition', names], types: ['org', 'plan'], pure: true },
  access: { values: ['definition', names], types: ['org'], pure: true },
  checks: { values: ['access', 'definition', names], types: ['org', 'plan'], pure: true },
  apply: { values: ['plan', 'retire', 'org', 'definition'], types: every, pure: false },
  audit: { values: ['access', 'checks', 'definition', 'org'], types: every, pure: false },
  verify: {
    values: ['access', 'checks', 'credential', 'definition', 'files', 'org', 'plan', 'apply'],
    types: every,
    pure: false,
  },
  credential: { values: ['access', 'definition', 'files', 'org'], types: every, pure: false },
  migrate: {
    values: ['access', 'definition', 'files', 'org', 'plan', 'apply', 'checks', 'verify'],
    types: every,
    pure: false,
  },
  wizard: { values: ['definition', 'org', 'report'], types: every, pure: false },
  report: {
    values: ['access', 'checks', 'credential', 'definition', 'files', 'plan', 'retire', 'org'],
    types: every,
    pure: false,
  },
};
