import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/root.ts';
import { trackedFiles } from '../repository/trackedFiles.ts';
import { runPage } from './runPage.ts';

/** With DOCS=record in the environment the pages are made to show what is printed. */
const record = process.env['DOCS'] === 'record';

/** Pages that are made from the code: a test of their own says whether they are current. */
const generated = /^<!-- Made from /m;

const pages = trackedFiles().filter((name) => name === 'README.md' || /^docs\/.*\.md$/.test(name));

describe('what the pages show', function () {
  this.timeout(120_000);
  for (const name of pages) {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    if (generated.test(text) || !/^ *```/m.test(text)) continue;

    it(`is what happens: ${name}`, async () => {
      const complaints = await runPage(text);
      if (record) writeFileSync(path, complaints.reduce(corrected, text));
      expect(complaints.map(({ what }) => what).join('\n\n')).to.equal('');
    });
  }
});

function corrected(page: string, { block, printed }: Awaited<ReturnType<typeof runPage>>[number]): string {
  if (block === undefined || printed === undefined) return page;
  const [first = ''] = block.raw.split('\n');
  return page.replace(block.raw.trimEnd(), () => `${first}\n${printed}\n\`\`\``);
}
