import { OrgError, type Value } from '../org.ts';

/**
 * Refuses an API name that is not letters, digits and single underscores, starting with a letter and not ending with
 * an underscore (facts 3.1). Code and text are the platform's usual ones for API names [unverified].
 */
export const refuseBadDeveloperName = (what: string, field: string, name: Value | undefined): void => {
  if (typeof name !== 'string' || /^[a-z](?:_?[a-z0-9])*$/i.test(name)) return;
  const text =
    `The ${what} API Name can only contain underscores and alphanumeric characters. It must be unique, begin with a ` +
    'letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.';
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [field] });
};
