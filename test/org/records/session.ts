import { OrgError, type Access, type Org, type Rule, type Session, type Switches } from '../org.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';

export const everything = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };

export const allowAll: Access = {
  userPermissions: () => new Set(),
  seesObject: () => true,
  object: () => everything,
  field: () => ({ read: true, edit: true }),
  visibleRows: () => undefined,
};

export function newSession(rules: readonly Rule[] = []): Session {
  const schema = loadSchema({ chatter: true });
  const now = (): Date => new Date('2026-11-24T04:30:00Z');
  const store = openStore(schema, now);
  const org: Org = {
    id: '00Dhs0000000001EAA',
    schema,
    store,
    switches: { userDelete: 'METHOD_NOT_ALLOWED' } as Switches,
    features: {
      edition: 'Enterprise Edition',
      sandbox: false,
      chatter: true,
      myDomain: null,
      passwordFlow: false,
      trustedAddress: false,
      sharing: 'ReadWrite',
    },
    usernamesElsewhere: new Set(),
    namedInSettings: new Map<string, string>(),
    rules,
    now,
  };
  const license = store.insert('UserLicense', { Name: 'Salesforce' });
  const profile = store.insert('Profile', { Name: 'Admin', UserLicenseId: license });
  const userId = store.insert('User', {
    Username: 'admin@example.com',
    LastName: 'Admin',
    ProfileId: profile,
    IsActive: 1,
  });
  return { org, userId, apiVersion: 67 };
}

export function refusal(fn: () => unknown): {
  code: string;
  message: string;
  fields: readonly string[] | undefined;
  status: number;
} {
  try {
    fn();
  } catch (error) {
    if (error instanceof OrgError) {
      return { code: error.errorCode, message: error.message, fields: error.fields, status: error.httpStatus };
    }
    throw error;
  }
  throw new Error('was accepted');
}
