import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const missingRecordTypes: Check<Proof> = {
  id: 'missing-record-type',
  severity: 'error',
  rule: ({ user: { username }, recordTypes, expected }) => {
    if (recordTypes === undefined || recordTypes.reason !== undefined) return [];
    const shown = new Set([...recordTypes.all].map((name) => name.toLowerCase()));
    const wanted = expected?.user.permissionSet?.recordTypes ?? [];
    return wanted
      .filter((name) => !shown.has(name.toLowerCase()))
      .map((name) => ({ subject: name, tokens: [username, name] }));
  },
};
