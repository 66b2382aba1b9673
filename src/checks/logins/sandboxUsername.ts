import type { Check } from '../check.ts';

/** Endings of mail domains and of the usernames that this plugin makes: none of them is the suffix of a sandbox. */
const NO_SUFFIX = /\.(?:com|org|net|info|biz|io|co|eu|de|uk|fr|us|ca|au|jp|nl|ch|at|integration|invalid|ext)$/;

/**
 * In a sandbox, usernames carry its name (facts 4.3); one without it was typed there, or points at production. Where the name of the
 * sandbox is not known, a username that ends like any mail address tells.
 */
export const sandboxUsername: Check = {
  id: 'sandbox-username',
  severity: 'info',
  rule: ({ user: { username }, inventory: { organization } }) => {
    if (organization?.isSandbox !== true) return [];
    const domain = username.slice(username.indexOf('@') + 1);
    const { sandboxName, id } = organization;
    const isMarked =
      sandboxName === undefined
        ? !NO_SUFFIX.test(domain) || domain.includes('--') || domain.startsWith(id.toLowerCase())
        : domain.split(/[^a-z0-9]/).includes(sandboxName);
    return isMarked ? [] : [{ subject: username, tokens: [username] }];
  },
};
