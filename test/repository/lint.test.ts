import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { importDirection } from '../../scripts/lint/importDirection.ts';
import { rooms } from '../../scripts/lint/rooms.ts';
import { root } from '../e2e/root.ts';

const src = join(root, 'src');

const someBundle = readdirSync(join(root, 'messages')).find((name) => name.endsWith('.md')) ?? '';

/** A command that breaks the house law in as many ways as fit. */
const badCommand = `
import { SfCommand, Flags } from '@salesforce/sf-plugins-core';
import { Messages } from '@salesforce/core';
Messages.importMessagesDirectory(import.meta.dirname);
const messages = Messages.loadMessages('sf-plugin-integration-user', '${someBundle.replace('.md', '')}');
export default class Bad extends SfCommand<void> {
  public static readonly summary = 'Hard-coded.';
  public static readonly flags = {
    'target-org': Flags.requiredOrg(),
    someFlag: Flags.string({ summary: messages.getMessage('no.such.key'), char: 'h' }),
    json: Flags.boolean({}),
  };
  public async run(): Promise<void> {
    const { flags } = await this.parse(Bad);
    try {
      await flags['target-org'].getConnection().query('SELECT Id FROM User');
    } catch {
      this.log('x');
    }
  }
}
`;

function anyFileIn(folder: string): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.ts'));
  if (found === undefined) throw new Error(`No source in ${folder}`);
  return join(folder, found);
}

/** Lints the text as if it were the content of an existing file, with the repository's own configuration. */
async function rulesBrokenBy(text: string, filePath: string): Promise<string[]> {
  const results = await new ESLint({ cwd: root }).lintText(text, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

/** What the direction rule says about one line in src/<file>. */
function direction(file: string, line: string): string[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { local: { rules: { 'import-direction': importDirection } } },
    rules: { 'local/import-direction': ['error', { src, rooms }] },
  };
  return new Linter({ cwd: root }).verify(line, config, { filename: join(src, file) }).map(({ message }) => message);
}

describe('the lint rules', () => {
  it('find what is wrong with a bad command', async function () {
    this.timeout(60_000);
    const broken = await rulesBrokenBy(badCommand, anyFileIn(join(src, 'commands')));
    expect(broken).to.include.members([
      'sf-plugin/no-missing-messages',
      'sf-plugin/no-hardcoded-messages-commands',
      'sf-plugin/flag-case',
      'sf-plugin/flag-summary',
      'sf-plugin/no-h-short-char',
      'sf-plugin/no-json-flag',
      'sf-plugin/get-connection-with-version',
      'no-restricted-syntax',
    ]);
  });

  it('keep try/catch and SOQL out of a command, each with its reason', async function () {
    this.timeout(60_000);
    const results = await new ESLint({ cwd: root }).lintText(badCommand, {
      filePath: anyFileIn(join(src, 'commands')),
    });
    const texts = results.flatMap(({ messages }) => messages.map(({ message }) => message));
    expect(texts).to.include('A command does not handle errors: src/org translates them.');
    expect(texts).to.include('A command holds no SOQL: ask src/org.');
  });

  it('enforce the import direction in every room that exists', async function () {
    this.timeout(60_000);
    const hasFiles = (room: string): boolean =>
      existsSync(join(src, room)) &&
      readdirSync(join(src, room), { recursive: true }).some((name) => String(name).endsWith('.ts'));
    const existing = Object.keys(rooms).filter(hasFiles);
    expect(existing).to.include('commands');
    for (const room of existing.filter((each) => each !== 'commands')) {
      const file = anyFileIn(join(src, room));
      const target = relative(dirname(file), join(src, 'commands', 'x.ts')).replaceAll('\\', '/');
      const broken = await rulesBrokenBy(`export { x } from '${target}';`, file);
      expect(broken, file).to.include('local/import-direction');
    }
  });

  it('keep every folder of src in the table of rooms', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(Object.keys(rooms)).to.include.members(folders.map(({ name }) => name));
  });
});

describe('the import direction', () => {
  const refused: readonly (readonly [file: string, line: string, message: string])[] = [
    ['org/read.ts', "import { plan } from '../plan/plan.ts';", 'org may not import from plan.'],
    ['org/read.ts', "import type { Plan } from '../plan/plan.ts';", 'org may not import from plan.'],
    ['plan/plan.ts', "import { read } from '../org/read.ts';", 'plan may import only types from org.'],
    ['plan/deep/plan.ts', "import { read } from '../../org/read.ts';", 'plan may import only types from org.'],
    ['plan/plan.ts', "import { read, type Row } from '../org/read.ts';", 'plan may import only types from org.'],
    ['plan/plan.ts', "export { read } from '../org/read.ts';", 'plan may import only types from org.'],
    ['plan/plan.ts', "export * from '../apply/run.ts';", 'plan may not import from apply.'],
    ['plan/plan.ts', "const x = await import('../apply/run.ts');", 'plan may not import from apply.'],
    ['plan/plan.ts', "import { readFileSync } from 'node:fs';", 'plan is pure: it may not use node:fs.'],
    ['checks/mfa.ts', "import { Org } from '@salesforce/core';", 'checks is pure: it may not use @salesforce/core.'],
    ['definition/read.ts', "import { plan } from '../plan/plan.ts';", 'definition may import only types from plan.'],
    ['apply/run.ts', "import { audit } from '../audit/audit.ts';", 'apply may import only types from audit.'],
    ['report/table.ts', "import { run } from '../apply/run.ts';", 'report may import only types from apply.'],
    ['flags/user.ts', "import Create from '../commands/create.ts';", 'flags may not import from commands.'],
    ['report/table.ts', "import Create from '../commands/create.ts';", 'report may not import from commands.'],
    ['misc/thing.ts', 'export const x = 1;', 'src/misc has no entry in scripts/lint/rooms.ts.'],
  ];
  for (const [file, line, message] of refused) {
    it(`refuses ${line} in ${file}`, () => {
      expect(direction(file, line)).to.deep.equal([message]);
    });
  }

  const allowed: readonly (readonly [file: string, line: string])[] = [
    ['commands/create.ts', "import { run } from '../apply/run.ts';"],
    ['plan/plan.ts', "import type { Snapshot } from '../org/snapshot.ts';"],
    ['plan/plan.ts', "import { type Snapshot } from '../org/snapshot.ts';"],
    ['plan/plan.ts', "import { order } from './order.ts';"],
    ['plan/plan.ts', "import { USER_LICENSE } from '../org/names.ts';"],
    ['plan/plan.ts', "import { Messages, SfError } from '@salesforce/core';"],
    ['plan/plan.ts', "import type { Connection } from '@salesforce/core';"],
    ['apply/run.ts', "import { plan } from '../plan/plan.ts';"],
    ['definition/read.ts', "import { readFileSync } from 'node:fs';"],
    ['index.ts', "export { run } from './apply/run.ts';"],
  ];
  for (const [file, line] of allowed) {
    it(`allows ${line} in ${file}`, () => {
      expect(direction(file, line)).to.deep.equal([]);
    });
  }
});
