import { expect } from 'chai';
import { blockersOf } from './blocked.ts';
import { withOrg } from './withOrg.ts';
import { refusesEach, type WrongName } from './wrongNames.ts';
import { USERNAME } from './zoomInfo.ts';

/** What is wrong whatever the org. */
const MALFORMED: readonly WrongName[] = [
  ['a record type without its object', ['--record-type', 'Partner'], 'record-type-form', 'Partner', 'Account.Partner'],
  ['an object without rights', ['--object', 'Account'], 'object-flag', 'Account', 'Account=read'],
  ['a right', ['--object', 'Account=raed'], 'object-right', 'raed', 'read'],
  ['a field without its object', ['--field', 'Website=edit'], 'field-flag', 'Website=edit', 'Account.Website=edit'],
  [
    'a right on a field',
    ['--field', 'Account.Website=write'],
    'field-flag',
    'Account.Website=write',
    'Account.Website=edit',
  ],
  ['a username', ['--username', 'zoominfo'], 'username-form', 'zoominfo', '--username'],
  ['a username with a blank', ['--username', 'zoom info@acme.com'], 'username-form', 'zoom info', '--username'],
  [
    'a username of 81 characters',
    ['--username', `${'z'.repeat(72)}@acme.com`],
    'username-too-long',
    '81',
    '--username',
  ],
  ['an email address', ['--email', 'team at acme.com'], 'email-form', 'team at acme.com', '--email'],
  ['an empty name', ['--name', '  '], 'name-empty', 'no name', '--name'],
  ['a name with double quotes', ['--name', 'Zoom"Info'], 'name-characters', '"', '--name'],
  ['a name with a single quote', ['--name', "O'Brien Sync"], 'name-characters', "'", '--name'],
  ['a name with a backslash', ['--name', 'Zoom\\Info'], 'name-characters', '\\', '--name'],
  ['a name with <', ['--name', '<b>Zoom'], 'name-characters', '<', '--name'],
  ['a name with an emoji', ['--name', 'Zoom 🚀'], 'name-characters', '🚀', '--name'],
  ['a name of 300 characters', ['--name', 'Zoom'.repeat(75)], 'name-too-long', '300', 'shorter'],
  ['a name without a letter from A to Z', ['--name', 'Синхронизация'], 'name-letters', 'Синхронизация', '--name'],
];

describe('integration-user create: flags that cannot be', () => {
  refusesEach(MALFORMED, 2);

  it('tells everything that is malformed at once', () =>
    withOrg({}, async (org) => {
      const args = [
        '--name',
        'Zoom"Info',
        '--username',
        'zoominfo',
        '--email',
        'team',
        '--object',
        'Account',
        '--field',
        'Website',
      ];
      const blockers = await blockersOf(org, args, { exitCode: 2 });
      expect(blockers.map(({ id }) => id)).to.have.members([
        'name-characters',
        'username-form',
        'email-form',
        'object-flag',
        'field-flag',
      ]);
    }));

  it('tells what is malformed together with what the org does not have', () =>
    withOrg({}, async (org) => {
      const args = ['--name', 'ZoomInfo', '--username', USERNAME, '--email', 'team', '--object', 'Acount=read'];
      const blockers = await blockersOf(org, [...args, '--apex-class', 'ZoomInfoInbond'], { exitCode: 2 });
      expect(blockers.map(({ id }) => id)).to.have.members(['email-form', 'unknown-object', 'unknown-apex-classes']);
    }));
});
