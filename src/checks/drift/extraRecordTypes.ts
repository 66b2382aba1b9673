import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const extraRecordTypes: Check<Proof> = {
  id: 'extra-record-type',
  severity: 'error',
  rule: ({ user: { username }, recordTypes, expected }) => {
    const wanted = (expected?.user.permissionSet?.recordTypes ?? []).map((name) => name.toLowerCase());
    return [...(recordTypes?.own ?? [])]
      .filter((name) => !wanted.includes(name.toLowerCase()))
      .map((name) => ({ subject: name, tokens: [username, name], fixTokens: [name] }));
  },
};
