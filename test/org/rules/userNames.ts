import { OrgError, type Row, type Rule, type Session } from '../org.ts';

const ON = 'User';
const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

const username: Rule = {
  on: ON,
  source: 'facts 4.1, 4.2: address form, lower case, unique across all orgs (KB 000381924 [official])',
  beforeInsert: (session, row) => {
    checkUsername(session, row);
  },
  beforeUpdate: (session, before, changes) => {
    if (changes.Username === undefined) return;
    checkUsername(session, changes, before);
  },
};

const checkUsername = ({ org }: Session, row: Row, before?: Row): void => {
  if (typeof row.Username !== 'string') return;
  if (!ADDRESS.test(row.Username)) {
    const text = 'Username must be in the form of an email address (for example, john@acme.com): Username';
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: ['Username'] });
  }
  const username = row.Username.toLowerCase();
  row.Username = username;
  const takenHere = org.store.find(ON, { Username: username }).some((other) => other.Id !== (before ?? row).Id);
  if (takenHere || org.usernamesElsewhere.has(username)) {
    throw new OrgError('DUPLICATE_USERNAME', DUPLICATE_USERNAME, { fields: ['Username'] });
  }
};

/** Verbatim, with the blank at the end. */
const DUPLICATE_USERNAME =
  'Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be ' +
  "unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the " +
  "user's email address). ";

const nickname: Rule = {
  on: ON,
  source: 'facts 4.1, 4.2: the platform fills CommunityNickname; DUPLICATE_COMM_NICKNAME [enum; text unverified]',
  beforeInsert: ({ org }, row) => {
    if (typeof row.CommunityNickname !== 'string')
      row.CommunityNickname = freeNickname(org.store.find.bind(org.store), org.now());
    refuseTakenNickname(org.store.find(ON, { CommunityNickname: row.CommunityNickname }), row);
  },
  beforeUpdate: ({ org }, before, changes) => {
    if (typeof changes.CommunityNickname !== 'string') return;
    refuseTakenNickname(org.store.find(ON, { CommunityNickname: changes.CommunityNickname }), before);
  },
};

const refuseTakenNickname = (found: readonly Row[], row: Row): void => {
  if (!found.some((other) => other.Id !== row.Id)) return;
  const text = 'Duplicate Nickname.<br>Another user has already selected this nickname.<br>Please select another.';
  throw new OrgError('DUPLICATE_COMM_NICKNAME', text, { fields: ['CommunityNickname'] });
};

const freeNickname = (find: (object: string, equal: Row) => Row[], now: Date): string => {
  for (let number = now.getTime(); ; number++) {
    const nickname = `User${String(number)}`;
    if (find(ON, { CommunityNickname: nickname }).length === 0) return nickname;
  }
};

export const userNameRules: readonly Rule[] = [username, nickname];
