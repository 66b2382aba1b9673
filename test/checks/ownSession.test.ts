import type { OwnSession } from '../../src/checks/proof.ts';
import { ownExceeds } from '../../src/checks/session/ownExceeds.ts';
import { ownIdentity } from '../../src/checks/session/ownIdentity.ts';
import { ownLacks } from '../../src/checks/session/ownLacks.ts';
import { ownQuery } from '../../src/checks/session/ownQuery.ts';
import { ownQuerySkipped } from '../../src/checks/session/ownQuerySkipped.ts';
import { ownSees } from '../../src/checks/session/ownSees.ts';
import { ownSessionNotDone } from '../../src/checks/session/ownSessionNotDone.ts';
import { ownSessionRefused } from '../../src/checks/session/ownSessionRefused.ts';
import { ownWrite } from '../../src/checks/session/ownWrite.ts';
import { ownWriteSkipped } from '../../src/checks/session/ownWriteSkipped.ts';
import { OWN, proof, USERNAME } from './proof.ts';
import { heldFields, seeing, seen } from './session.ts';
import { testChecks } from './table.ts';

const WRONG: Partial<OwnSession> = {
  ...seen({ Account: 'create delete Phone=edit' }),
  queryable: ['Contact'],
  write: { outcome: 'refused', object: 'Account', reason: 'no' },
  query: { outcome: 'worked', object: 'Case', reason: '' },
};

describe("the checks of the user's own session", () => {
  testChecks(
    [
      ownSessionNotDone,
      ownSessionRefused,
      ownIdentity,
      ownLacks,
      ownExceeds,
      ownSees,
      ownWrite,
      ownWriteSkipped,
      ownQuery,
      ownQuerySkipped,
    ],
    proof,
    [
      [
        'a user whose session nobody gave',
        { proof: { own: undefined } },
        [[`info own-session-not-done ${USERNAME}`, [USERNAME], [USERNAME]]],
      ],
      [
        'a session that the org refused, of which nothing else is told',
        seeing(heldFields, { ...WRONG, refused: 'Bad_OAuth_Token' }),
        [[`error own-session-refused ${USERNAME}`, [USERNAME, 'Bad_OAuth_Token']]],
      ],
      [
        'a session that the org refused before it said whose it is',
        seeing({}, { refused: 'Bad_OAuth_Token', username: '' }),
        [[`error own-session-refused ${USERNAME}`, [USERNAME, 'Bad_OAuth_Token']]],
      ],
      [
        'a session of somebody else, of which nothing else is told',
        seeing(heldFields, { ...WRONG, username: 'admin@acme.com' }),
        [['error own-session-other-user admin@acme.com', ['admin@acme.com', USERNAME]]],
      ],
      [
        'a session in another org, of which nothing else is told',
        seeing(heldFields, { ...WRONG, sameOrg: false }),
        [[`error own-session-other-user ${USERNAME}`, [USERNAME, USERNAME]]],
      ],
      [
        'a write that was refused, and a query that was answered',
        {
          proof: {
            own: {
              ...OWN,
              write: { outcome: 'refused', object: 'Account', reason: 'no' },
              query: { outcome: 'worked', object: 'Case', reason: '' },
            },
          },
        },
        [
          ['error own-session-write-refused Account', [USERNAME, 'Account', 'no'], ['Account']],
          ['error own-session-query-answered Case', [USERNAME, 'Case']],
        ],
      ],
      [
        'a session of the user that shows all that should not be',
        seeing(heldFields, WRONG),
        [
          ['error own-session-lacks Account=edit', [USERNAME, 'edit', 'Account']],
          ['error own-session-lacks Account.Website=read', [USERNAME, 'read', 'Account.Website']],
          ['error own-session-exceeds Account=create', [USERNAME, 'create', 'Account']],
          ['error own-session-exceeds Account=delete', [USERNAME, 'delete', 'Account']],
          ['error own-session-exceeds Account.Phone=edit', [USERNAME, 'edit', 'Account.Phone']],
          ['warning own-session-sees Contact', [USERNAME, 'Contact']],
          ['error own-session-write-refused Account', [USERNAME, 'Account', 'no'], ['Account']],
          ['error own-session-query-answered Case', [USERNAME, 'Case']],
        ],
      ],
      [
        'what was not tried',
        {
          proof: {
            own: {
              ...OWN,
              write: { outcome: 'skipped', object: undefined, reason: 'nothing to create' },
              query: { outcome: 'skipped', object: undefined, reason: 'nothing to hide' },
            },
          },
        },
        [
          [`info own-session-write-skipped ${USERNAME}`, [USERNAME, 'nothing to create']],
          [`info own-session-query-skipped ${USERNAME}`, [USERNAME, 'nothing to hide']],
        ],
      ],
    ],
  );
});
