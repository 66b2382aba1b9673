/** Profiles whose name in metadata is not their label (facts 2.1). */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'System Administrator': 'Admin',
  'Standard User': 'Standard',
  'Standard Platform User': 'StandardAul',
  'Marketing User': 'MarketingProfile',
  'Contract Manager': 'ContractManager',
  'Solution Manager': 'SolutionManager',
};

/** The full name that a profile has in metadata: a few have a short one, the others carry some characters encoded (facts 2.1). */
export function profileFullName(name: string): string {
  return (
    SHORT_NAMES[name] ?? name.replace(/[!-,./:-@[-^`{-~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  );
}

/** Whether a name in metadata is that of a profile; neither case nor encoding counts. */
export function namesProfile(given: string, profile: string): boolean {
  const plain = (name: string): string =>
    name.replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).toLowerCase();
  return plain(given) === plain(profileFullName(profile));
}
