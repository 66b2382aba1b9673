import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { realOrg } from './realOrg.ts';
import { toJson, toText, totals } from './report.ts';
import { runCases } from './run.ts';
import { withSimulatedOrg } from './simulatedOrg.ts';
import type { Target } from './target.ts';

const usage = `Compares an org with the platform facts.

  npm run conformance -- [--target-org ALIAS] [--filter TEXT] [--no-users] [--json] [--output-file FILE]
                         [--force-production] [--scenario NAME]

  --target-org ALIAS   an org that the Salesforce CLI is logged in to; without it the simulated org is asked
  --filter TEXT        only cases whose id or title contains the text
  --no-users           leaves out every case that creates a user (a user cannot be deleted, only deactivated)
  --json               prints the report as JSON; it holds no ids, names or addresses of the org
  --output-file FILE   writes that JSON to a file too
  --force-production   also asks a production org
  --scenario NAME      which simulated org (production)
`;

const { values } = parseArgs({
  options: {
    'target-org': { type: 'string' },
    filter: { type: 'string', default: '' },
    users: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    'output-file': { type: 'string' },
    'force-production': { type: 'boolean', default: false },
    scenario: { type: 'string', default: 'production' },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

async function run(target: Target): Promise<void> {
  const onOutcome = (): void => void process.stderr.write('.');
  const report = await runCases(target, { users: values.users, filter: values.filter, onOutcome });
  process.stderr.write('\n');
  process.stdout.write(values.json ? toJson(report) : toText(report));
  if (values['output-file'] !== undefined) writeFileSync(values['output-file'], toJson(report));
  process.exitCode = totals(report).differs > 0 ? 1 : 0;
}

try {
  const alias = values['target-org'];
  if (values.help) process.stdout.write(usage);
  else if (alias === undefined) await withSimulatedOrg({ scenario: values.scenario }, run);
  else await run(await realOrg(alias, values['force-production']));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
