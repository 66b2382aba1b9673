import { Ajv } from 'ajv';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/definition/file.ts';
import { run } from '../commands/harness.ts';
import { withOrg } from '../commands/withOrg.ts';
import { root } from '../e2e/root.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import type { ScenarioName } from '../org/scenarios/scenario.ts';
import { commandLines, problemWith, type CommandLine } from './commandLines.ts';
import { exchangesOf } from './console.ts';
import { stepsOf, type Block, type Step } from './page.ts';
import { setups } from './setups.ts';
import { readable, shows } from './shown.ts';

/** What is wrong in a page; `block` and `printed` where a page shows something else than what was printed. */
export type Complaint = { readonly what: string; readonly block?: Block; readonly printed?: string };

/** Aliases of logins that pages use for other users than the administrator. */
const ALIASES: Readonly<Record<string, string>> = { zoominfo: 'zoominfo@acme.integration' };
const ORG_ALIASES = ['myOrg', 'uat'];
const ENVIRONMENT = { CI: 'true' };

type Where = { readonly org: RunningOrg; readonly host: string; readonly as?: string };

/** Runs all that a page shows, in a folder of its own, each part against the org that the page names. */
export async function runPage(markdown: string): Promise<Complaint[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-page-'));
  const before = process.cwd();
  const environment = { ...process.env };
  process.chdir(folder);
  Object.assign(process.env, ENVIRONMENT);
  try {
    const complaints: Complaint[] = [];
    for (const part of partsOf(stepsOf(markdown))) complaints.push(...(await runPart(part)));
    return complaints;
  } finally {
    process.chdir(before);
    for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    rmSync(folder, { recursive: true });
  }
}

type Part = { readonly org?: Extract<Step, { kind: 'org' }>; readonly steps: Step[] };

function partsOf(steps: readonly Step[]): Part[] {
  const parts: Part[] = [{ steps: [] }];
  for (const step of steps) {
    if (step.kind === 'org') parts.push({ org: step, steps: [] });
    else parts.at(-1)?.steps.push(step);
  }
  return parts;
}

async function runPart({ org: wanted, steps }: Part): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  if (wanted === undefined) {
    for (const step of steps) complaints.push(...(await runStep(step, undefined)));
    return complaints;
  }
  const { host = 'acme.my.salesforce.com', as } = wanted.attributes;
  await withOrg({ scenario: wanted.scenario as ScenarioName }, async (org) => {
    for (const step of steps)
      complaints.push(...(await runStep(step, { org, host, ...(as === undefined ? {} : { as }) })));
  });
  return complaints;
}

async function runStep(step: Step, where: Where | undefined): Promise<Complaint[]> {
  switch (step.kind) {
    case 'org':
      return [];
    case 'before': {
      const setup = setups[step.name];
      if (setup === undefined || where === undefined) return [{ what: `no set-up "${step.name}", or no org for it` }];
      await setup(where.org);
      return [];
    }
    case 'run':
      return (await runCommands(step.commands, 0, where)).complaints;
    case 'commands': {
      const { block, shown } = step;
      const { complaints, printed } = await runCommands(block.text, Number(block.attributes['exit'] ?? 0), where);
      if (shown === undefined || shows(shown.text, printed)) return complaints;
      const what = `shows something else than is printed by\n${block.text}\n--- printed\n${readable(printed)}`;
      return [...complaints, { what, block: shown, printed: readable(printed) }];
    }
    case 'session':
      return runSession(step.block, where);
    case 'block':
      return checkBlock(step.block);
  }
}

/** Runs a session again and compares, command by command; `echo $?` shows how the one before it ended. */
async function runSession({ text }: Block, where: Where | undefined): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  let exit = 0;
  for (const { command, shown } of exchangesOf(text)) {
    const [line] = commandLines(command);
    const isEcho = command === 'echo $?';
    const ran = isEcho || !line || !where ? { exitCode: exit, printed: String(exit) } : await runOurs(line, where);
    exit = isEcho ? 0 : ran.exitCode;
    if (!shows(shown, ran.printed))
      complaints.push({ what: `${command}\nprints something else (npm run sessions):\n${readable(ran.printed)}` });
  }
  return complaints;
}

async function runCommands(
  text: string,
  exit: number,
  where: Where | undefined,
): Promise<{ readonly complaints: Complaint[]; readonly printed: string }> {
  const complaints: Complaint[] = [];
  let printed = '';
  const lines = commandLines(text);
  for (const [index, line] of lines.entries()) {
    const expected = index === lines.length - 1 ? exit : 0;
    const [program, second] = line.words;
    if (program === 'export') {
      const [name = '', value = ''] = (second ?? '').split('=');
      process.env[name] = value;
    } else if (program === 'sf' && second === 'integration-user' && where !== undefined) {
      const ran = await runOurs(line, where);
      if (ran.exitCode !== expected)
        complaints.push({ what: `${line.words.join(' ')}\nends with exit code ${ran.exitCode}:\n${ran.printed}` });
      printed += `${ran.printed}\n`;
    } else {
      const problem = problemOf(line.words);
      if (problem !== undefined) complaints.push({ what: `${line.words.join(' ')}: ${problem}` });
    }
  }
  return { complaints, printed };
}

/** What is wrong with a command that is not one of ours, which is not run. */
function problemOf(words: readonly string[]): string | undefined {
  const [program = '', second = '', third = ''] = words;
  if (program === 'sf' && second === 'integration-user') return 'the page names no org for it';
  if (program === 'sf') return problemWith(words);
  if (program === 'git') return undefined;
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  if (program === 'npm' && (second === 'ci' || second === 'test' || (second === 'run' && third in scripts)))
    return undefined;
  return 'nobody knows how to check this';
}

async function runOurs(
  { words, into }: CommandLine,
  { org, host, as }: Where,
): Promise<{ exitCode: number; printed: string }> {
  const { command, args } = await commandOf(words.slice(2));
  const at = args.findIndex((word) => word === '-o' || word === '--target-org');
  const alias = args[at + 1] ?? '';
  const offline = args.includes('--offline') || args.includes('--help');
  if (!offline && (at < 0 || !ORG_ALIASES.includes(alias)))
    return { exitCode: -1, printed: `name the org: -o ${ORG_ALIASES.join(' or ')}` };
  const rest = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  const named = rest.map((word, index) => (rest[index - 1] === '--as' ? (ALIASES[word] ?? word) : word));
  const logins = Object.values(ALIASES).filter((login) => named.includes(login) && named.includes('--as'));
  const ran = await run(command, org, named, { host, logins, limit: 30, ...(as === undefined ? {} : { as }) });
  if (into === undefined) return { exitCode: ran.exitCode, printed: `${ran.stdout}\n${ran.stderr}` };
  writeFileSync(into, ran.stdout);
  return { exitCode: ran.exitCode, printed: ran.stderr };
}

/** The class of a command, and what follows its words. */
export async function commandOf(words: readonly string[]): Promise<{ command: unknown; args: string[] }> {
  for (let count = 3; count > 0; count--) {
    const path = join(root, 'src', 'commands', 'integration-user', ...words.slice(0, count).map(String)) + '.ts';
    if (!existsSync(path)) continue;
    const { default: command } = (await import(path)) as { default: unknown };
    return { command, args: words.slice(count) };
  }
  throw new Error(`There is no command sf integration-user ${words.join(' ')}`);
}

/** A block that is no command: a definition file, which later commands may read, or data. */
function checkBlock({ lang, attributes, text, raw }: Block): Complaint[] {
  const { file } = attributes;
  if (file !== undefined) writeFileSync(file, text);
  if (lang === 'yaml' || lang === 'json') {
    const { problems: found } = parseDefinition(file ?? `definition.${lang}`, text);
    const problems = found.filter(({ id }) => id !== 'fileUnsetVariable');
    const ajv = new Ajv({ allErrors: true });
    const schema = JSON.parse(readFileSync(join(root, 'schemas/definition.schema.json'), 'utf8')) as object;
    const valid = ajv.validate(schema, parse(text));
    return problems.length === 0 && valid ? [] : [{ what: `${raw}\n${JSON.stringify(problems)}\n${ajv.errorsText()}` }];
  }
  if (lang === 'xml' && file !== undefined) return [];
  return [{ what: `nobody knows how to check this block:\n${raw}` }];
}
