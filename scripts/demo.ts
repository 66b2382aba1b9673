/**
 * `npm run demo`: the plugin inside the real sf, from login to a second run that changes nothing, against a simulated
 * org on this machine. Exits with 0 only when everything went right; leaves nothing behind.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openSecrets } from '../test/commands/credentialing.ts';
import { mayRead, tokenByPassword } from '../test/e2e/asUser.ts';
import { installPlugin } from '../test/e2e/install.ts';
import { jwtLogin } from '../test/e2e/login.ts';
import { killAll } from '../test/e2e/process.ts';
import { openHome, type SfHome, type SfResult } from '../test/e2e/sf.ts';
import { startOrg } from '../test/org/rest/start.ts';

const username = 'zoominfo@acme.integration';

const create = [
  ...['integration-user', 'create', '--target-org', 'demo', '--no-prompt'],
  ...['--name', 'ZoomInfo', '--username', username, '--email', 'salesforce-team@acme.example'],
  ...['--profile', 'Acme Integrations'],
  ...['--object', 'Account=read,create,edit', '--object', 'Contact=read,create', '--object', 'Lead=read'],
  ...['--field', 'Account.Industry=read', '--field', 'Account.Website=edit', '--field', 'Contact.Title=edit'],
  ...['--record-type', 'Account.Partner', '--apex-class', 'ZoomInfoInbound', '--custom-permission', 'Skip_Validation'],
];

const credential = (verb: string, ...more: readonly string[]): string[] => [
  ...['integration-user', 'credential', verb, '--target-org', 'demo', '--username', username],
  ...more,
];

const ofUser = `Assignee.Username = '${username}'`;
const ofSet = "Parent.Name = 'Integration_ZoomInfo'";

/** What an administrator would look at afterwards, and what it has to show. */
const questions: readonly { readonly soql: string; readonly rows: readonly string[] }[] = [
  {
    soql: `SELECT Username, Profile.Name, Profile.UserLicense.Name FROM User WHERE Username = '${username}'`,
    rows: [`${username}, Acme Integrations, Salesforce Integration`],
  },
  {
    soql: `SELECT PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign WHERE ${ofUser}`,
    rows: ['SalesforceAPIIntegrationPsl'],
  },
  {
    soql: `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE ${ofUser} AND PermissionSet.IsOwnedByProfile = false`,
    rows: ['Integration_ZoomInfo'],
  },
  {
    soql: `SELECT SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete FROM ObjectPermissions WHERE ${ofSet} ORDER BY SobjectType`,
    rows: ['Account, true, true, true, false', 'Contact, true, true, false, false', 'Lead, true, false, false, false'],
  },
  {
    soql: `SELECT SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE ${ofSet} ORDER BY Field`,
    rows: [
      'Account, Account.Industry, true, false',
      'Account, Account.Website, true, true',
      'Contact, Contact.Title, true, true',
    ],
  },
  {
    soql: `SELECT SetupEntityType FROM SetupEntityAccess WHERE ${ofSet} ORDER BY SetupEntityType`,
    rows: ['ApexClass', 'CustomPermission'],
  },
];

function say(line: string): void {
  console.log(`\n# ${line}`);
}

const quote = (word: string): string => (/^[\w@.,=:/-]+$/.test(word) ? word : `"${word}"`);

let stopped = false;

/** Runs the real sf, unless somebody has pressed Ctrl-C. */
function run(home: SfHome, args: readonly string[], live: boolean): Promise<SfResult> {
  if (stopped) throw new Error('Stopped.');
  return home.sf(args, { live, timeout: 120_000 });
}

/** Shows a command as one would type it, runs it in this terminal, and stops the demo when it fails. */
async function show(home: SfHome, args: readonly string[]): Promise<void> {
  console.log(`\n$ sf ${args.map(quote).join(' ')}\n`);
  const { code } = await run(home, args, true);
  if (code !== 0) throw new Error(`sf ended with exit code ${String(code)}.`);
}

/** The result of a command run silently with --json. */
async function ask(home: SfHome, args: readonly string[]): Promise<unknown> {
  const answer = await run(home, [...args, '--json'], false);
  if (answer.code !== 0) throw new Error(`sf ${args.join(' ')}\n${answer.stdout}${answer.stderr}`);
  return answer.json().result;
}

/** The values of a record in the order of the query, those of parents included. */
function values(record: unknown): string[] {
  if (typeof record !== 'object' || record === null) return [String(record)];
  return Object.entries(record).flatMap(([name, value]) => (name === 'attributes' ? [] : values(value)));
}

async function inspect(home: SfHome): Promise<void> {
  for (const { soql, rows } of questions) {
    const query = ['data', 'query', '--target-org', 'demo', '--query', soql];
    const [answer] = await Promise.all([ask(home, query), show(home, query)]);
    const { records } = answer as { readonly records: readonly unknown[] };
    const found = records.map((record) => values(record).join(', '));
    if (!isDeepStrictEqual(found, rows)) throw new Error(`Expected ${rows.join('; ')} but found ${found.join('; ')}.`);
  }
}

async function demo(): Promise<void> {
  say('Starting a simulated Salesforce org on this machine.');
  const org = await startOrg();
  let home: SfHome | undefined;
  try {
    const installed = await installPlugin(say);
    home = openHome(installed);
    const folder = home.home;
    say(`The plugin is installed in the real sf, with a home folder of its own: ${home.home}`);

    say(`Logging in to ${org.url} as the administrator, as a pipeline does.`);
    await show(home, jwtLogin(home, org, 'demo'));

    say('One command: profile, permission set, user, licenses, assignments.');
    await show(home, create);

    say('What the org holds now, asked with the plain Salesforce CLI.');
    await inspect(home);

    say('The same command again: there is nothing left to do.');
    await show(home, create);
    const { outcome } = (await ask(home, create)) as { readonly outcome?: unknown };
    if (outcome !== 'unchanged') throw new Error(`The second run should change nothing, but was ${String(outcome)}.`);

    say('How it logs in: an external client app of its own, with a key pair that is made here. No secret is shown.');
    const file = (name: string): string => join(folder, `zoominfo.${name}`);
    const [key, secret, password] = [file('key'), file('secret'), file('password')];
    await show(home, credential('create', '--type', 'jwt', '--key-out', key));
    await show(home, credential('test', '--key-file', key));

    say('Or by client credentials; the secret goes into a file, as this org lets the API read it.');
    await openSecrets(org);
    const app = ['--app', 'ZoomInfo_Secret'];
    await show(home, credential('create', '--type', 'client-credentials', ...app, '--secret-out', secret));
    await show(home, credential('test', ...app, '--secret-file', secret));

    say('Or, for connectors that know nothing else, by a password.');
    await show(home, credential('password', '--no-prompt', '--password-out', password));
    const token = await tokenByPassword(org, username, readFileSync(password, 'utf8'));
    const reads = [await mayRead(org, token, 'Account'), await mayRead(org, token, 'Opportunity')];
    if (!isDeepStrictEqual(reads, [true, false]))
      throw new Error('The user may read what it should not, or not what it should.');
    say('As that user, Account can be read, and Opportunity is refused.');

    say('Done. Everything was as it should be.');
  } finally {
    home?.remove();
    await org.close();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Ends the running sf; the demo then fails by itself and cleans up.
  process.once(signal, () => {
    stopped = true;
    killAll();
  });
}

try {
  await demo();
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
