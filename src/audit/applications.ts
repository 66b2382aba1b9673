/** What LoginHistory has where there is no application. */
const NONE: readonly string[] = ['', 'n/a', 'unknown', 'browser'];

/** Programs by which people work, by their names in LoginHistory and OauthToken (facts 5.1). */
const PEOPLES: readonly RegExp[] = [
  /^salesforce\W.*\b(?:ios|android|iphone|ipad|mobile)\b/i,
  /^salesforce (?:for|mobile|app|chatter|authenticator|classic|touch|inspector|files|outlook|maps|anywhere)\b/i,
  /^salesforce(?:a|1|1\/.*)$/i,
  /^chatter\b/i,
  /^(?:salesforce|sfdx|sf|platform) ?cli\b/i,
  /^sfdx\b/i,
  // The window of Data Loader; its command line says Batch.
  /^data ?loader(?!\.io\b)(?!.*batch)/i,
  /\b(?:outlook|gmail|excel|google sheets|xl-connector|enabler4excel|office)\b/i,
  /\b(?:workbench|postman|insomnia|bruno|soapui|jetstream|org check|developer console)\b/i,
  /\b(?:visual studio code|vs ?code|intellij|illuminated cloud|force\.com ide|eclipse|cursor)\b/i,
  /\b(?:tableau desktop|power bi desktop)\b/i,
];

/** Whether a name is one of an application at all. */
export function isApplication(name: string): boolean {
  return !NONE.includes(name.toLowerCase());
}

/** The command line of Salesforce: people's, and what pipelines log in with by the token of somebody's. */
export function isCommandLine(name: string): boolean {
  return /^(?:(?:salesforce|sfdx|sf|platform) ?cli|sfdx)\b/i.test(name);
}

/** More users than this, or than a hundredth of all: a crowd, which a connector does not have. */
const CROWD = 50;

/** Whether an application is one that people use, by its name or by the crowd that does. */
export function isForPeople(name: string, users: number, activeUsers: number | undefined): boolean {
  return PEOPLES.some((pattern) => pattern.test(name)) || isCrowd(users, activeUsers);
}

export function isPeoplesByName(name: string): boolean {
  return PEOPLES.some((pattern) => pattern.test(name));
}

function isCrowd(users: number, activeUsers = 0): boolean {
  return users > Math.max(CROWD, activeUsers / 100);
}
