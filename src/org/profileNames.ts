/** Profiles whose name in the Metadata API is not their label (facts 1.1, 2.1). */
const SHORT: Readonly<Record<string, string>> = {
  'System Administrator': 'Admin',
  'Standard User': 'Standard',
  'Standard Platform User': 'StandardAul',
  'Read Only': 'ReadOnly',
  'Marketing User': 'MarketingProfile',
  'Contract Manager': 'ContractManager',
  'Solution Manager': 'SolutionManager',
};

/** The name of a profile in the Metadata API, from the one that SOQL gives: some characters are encoded, some names are short (facts 2.1). */
export function metadataName(profile: string): string {
  return SHORT[profile] ?? encode(profile);
}

/** Names of profiles carry some characters encoded in the Metadata API (facts 2.1). */
export function encode(name: string): string {
  return name.replace(/[!-,./:-@[-^`{-~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
