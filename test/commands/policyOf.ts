/** A password policy of a profile, whose passwords expire after these days. */
export function policyOf(profile: string, passwordExpiration: number) {
  return {
    lockoutInterval: 15,
    maxLoginAttempts: 10,
    minimumPasswordLength: 8,
    passwordComplexity: 1,
    passwordExpiration,
    passwordHistory: 3,
    passwordQuestion: 1,
    profile,
  };
}
