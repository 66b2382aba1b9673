import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Help } from '@oclif/core';
import { Config } from '@oclif/core';
import { expect } from 'chai';
import stringWidth from 'fast-string-width';
import { root } from '../e2e/root.ts';
import { expectGolden, goldenFiles } from './golden.ts';

type Helper = Pick<Help, 'showCommandHelp'> & { log(...lines: string[]): void; showShortHelp: boolean };
type HelpClass = new (config: Config, options: { maxWidth: number; stripAnsi: boolean }) => Helper;

const WIDTHS = [80, 120] as const;
const config = await Config.load({ root });
const ids = config.commandIDs.filter((id) => id.startsWith('integration-user')).sort();
const fileOf = (id: string, width: number): string => `${String(width)}/${id.replaceAll(':', '.')}.txt`;

/** The help of a command as the real sf prints it on a terminal so wide, from oclif.manifest.json. */
async function help(id: string, maxWidth: number): Promise<string> {
  const path = join(root, 'node_modules/@salesforce/cli/dist/help/sfHelp.js');
  const { default: SfHelp } = (await import(pathToFileURL(path).href)) as { default: HelpClass };
  const helper = new SfHelp(config, { maxWidth, stripAnsi: true });
  const lines: string[] = [];
  helper.log = (...texts) => lines.push(...texts);
  await helper.showCommandHelp(config.findCommand(id, { must: true }));
  return `${lines.join('\n').trimEnd()}\n`;
}

describe('the help of each command', () => {
  for (const id of ids) {
    for (const width of WIDTHS) {
      it(`is well readable on ${String(width)} columns: ${id.replaceAll(':', ' ')}`, async () => {
        const text = await help(id, width);
        const [summary = '', ...lines] = text.split('\n');
        expect(summary.length, 'a summary is one line, as oclif breaks none').to.be.at.most(80);
        // oclif leaves the name of the command out when it breaks the line of usage.
        const tooWide = lines.filter((line) => stringWidth(line) > width && !line.startsWith('  $ sf '));
        expect(tooWide).to.deep.equal([]);
        expect(text, 'usage').not.to.match(/\| *[|\]]|\[[^\]]* \]/);
        expect(text).to.contain('ERROR CODES').and.contain('EXAMPLES').and.not.contain('%s');
        expectGolden(`help/${fileOf(id, width)}`, text);
      });
    }
  }

  it('is kept for each, and for nothing else', () => {
    const expected = WIDTHS.flatMap((width) => ids.map((id) => fileOf(id, width)));
    expect(ids).not.to.be.empty;
    expect(goldenFiles('help')).to.deep.equal(expected.sort());
  });
});
