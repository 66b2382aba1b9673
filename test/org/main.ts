import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOrg, type RunningOrg } from './rest/start.ts';
import { sizeOf } from './scenarios/large/size.ts';
import { scenarioNames, type Scenario, type ScenarioName } from './scenarios/scenario.ts';
import { largeScenario } from './scenarios/table.ts';

const usage = `Usage: node test/org/main.ts [--scenario NAME] [--port N] [--latency MS] [--users N]
Scenarios: ${scenarioNames.join(', ')}
--users: how many the scenario large has
`;

type Arguments = {
  readonly name: ScenarioName;
  readonly scenario: Scenario | ScenarioName;
  readonly port: number;
  readonly latencyMs: number;
};

/** The command line, or a text that says what is wrong with it. */
function readArguments(): Arguments | string {
  try {
    const { values } = parseArgs({
      options: {
        scenario: { type: 'string', default: 'production' },
        port: { type: 'string', default: '0' },
        latency: { type: 'string', default: '0' },
        users: { type: 'string' },
      },
    });
    const scenario = scenarioNames.find((name) => name === values.scenario);
    const port = wholeNumber(values.port, 65_535);
    const latencyMs = wholeNumber(values.latency, 60_000);
    if (scenario === undefined) return `No scenario is called ${values.scenario}`;
    if (port === undefined) return '--port must be a whole number from 0 to 65535';
    if (latencyMs === undefined) return '--latency must be a whole number of milliseconds, at most 60000';
    if (values.users === undefined) return { name: scenario, scenario, port, latencyMs };
    const users = wholeNumber(values.users, 1_000_000);
    if (scenario !== 'large') return '--users is for the scenario large';
    if (users === undefined || users < 150) return '--users must be a whole number from 150 to 1000000';
    return { name: scenario, scenario: largeScenario(sizeOf(users)), port, latencyMs };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wholeNumber(text: string, max: number): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number <= max ? number : undefined;
}

/** How to log in, three ways, and what to try. The private key goes to a file that only its owner reads. */
function instructions(running: RunningOrg, scenario: string, keyFile: string): string {
  const { url, adminUsername: admin, login } = running;
  writeFileSync(keyFile, login.privateKeyPem, { mode: 0o600 });
  const app = running.clientCredentials(admin);
  return `Simulated org, scenario "${scenario}", at ${url}. Administrator: ${admin}. Ctrl-C stops it.

1. With a session token:
   SF_ACCESS_TOKEN='${running.tokenFor(admin)}' \\
     sf org login access-token --instance-url ${url} --no-prompt --alias simulated

2. With JWT, which renews itself:
   sf org login jwt --client-id ${login.consumerKey} \\
     --jwt-key-file ${keyFile} --username ${admin} --instance-url ${url} --alias simulated

3. With client credentials, as an integration would; put the access_token that comes back into 1.:
   curl ${url}/services/oauth2/token -d grant_type=client_credentials \\
     -d client_id=${app.consumerKey} \\
     -d client_secret=${app.consumerSecret}

Then, for example:
   sf data query --target-org simulated --query "SELECT Name, TotalLicenses, UsedLicenses FROM UserLicense"
   sf org list users --target-org simulated
   sf org assign permset --target-org simulated --name NAME --on-behalf-of USERNAME
`;
}

async function main(): Promise<void> {
  const given = readArguments();
  if (typeof given === 'string') {
    process.stderr.write(`${given}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const running = await startOrg(given).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  });
  if (running === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'simulated-org-'));
  const stop = (): void => {
    rmSync(folder, { recursive: true, force: true });
    void running.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(instructions(running, given.name, join(folder, 'server.key')));
}

await main();
