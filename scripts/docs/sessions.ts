/** `npm run sessions`: records the sessions of docs/sessions anew, with the packed plugin in the real sf. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLines } from '../../test/docs/commandLines.ts';
import { consoleOf, exchangesOf, type Exchange } from '../../test/docs/console.ts';
import { stepsOf, type Block } from '../../test/docs/page.ts';
import { recorded } from '../../test/docs/shown.ts';
import { installPlugin, type Installed } from '../../test/e2e/install.ts';
import { logIn } from '../../test/e2e/login.ts';
import { openHome, type SfHome } from '../../test/e2e/sf.ts';
import { startOrg } from '../../test/org/rest/start.ts';
import type { ScenarioName } from '../../test/org/scenarios/scenario.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'sessions');

/** A page with what its commands print now. */
async function record(page: string, installed: Installed): Promise<string> {
  const steps = stepsOf(page);
  const scenario = steps.find((step) => step.kind === 'org')?.scenario as ScenarioName;
  const org = await startOrg({ scenario });
  const home = openHome(installed);
  try {
    await logIn(home, org, 'myOrg');
    let text = page;
    for (const step of steps) {
      if (step.kind === 'block' && step.block.attributes['file'] !== undefined)
        writeFileSync(join(home.home, step.block.attributes['file']), `${step.block.text}\n`);
      if (step.kind !== 'session') continue;
      const now = `\`\`\`console\n${await play(step.block, home)}\n\`\`\``;
      text = text.replace(step.block.raw, () => now);
    }
    return text;
  } finally {
    home.remove();
    await org.close();
  }
}

async function play({ text }: Block, home: SfHome): Promise<string> {
  const played: Exchange[] = [];
  let exit = 0;
  for (const { command } of exchangesOf(text)) {
    if (command === 'echo $?') {
      played.push({ command, shown: String(exit) });
      exit = 0;
      continue;
    }
    const [line] = commandLines(command);
    const { code, stdout, stderr } = await home.sf(line?.words.slice(1) ?? [], {
      env: { CI: 'true' },
      timeout: 120_000,
    });
    exit = code;
    played.push({ command, shown: recorded(`${stdout}\n${stderr}`) });
  }
  return consoleOf(played);
}

const installed = await installPlugin(console.log);
for (const name of readdirSync(FOLDER)) {
  const path = join(FOLDER, name);
  writeFileSync(path, await record(readFileSync(path, 'utf8'), installed));
  console.log(`docs/sessions/${name}`);
}
