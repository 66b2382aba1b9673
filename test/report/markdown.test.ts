import { expect } from 'chai';
import { markdown } from '../../src/report/verify/markdown.ts';
import { finding, HOSTILE, result } from './verified.ts';

describe('Markdown', () => {
  const text = markdown(result());
  const rows = text.split('\n').filter((line) => line.startsWith('|'));

  it('says the outcome first, then what was found, user by user', () => {
    expect(text.split('\n').slice(0, 3)).to.deep.equal([
      '## Integration users',
      '',
      '**Failed.** Users checked: 2; errors: 2, warnings: 1, infos: 1, accepted: 1.',
    ]);
    expect(text.match(/^### .+$/gm)).to.deep.equal(['### The org', '### `a@acme.com`']);
    expect(text).to.contain('Nothing was found about `b@acme.com`.');
    expect(markdown({ ...result([]), passed: true })).to.contain('**Passed.**');
  });

  it('has four cells in every row, whatever the org says', () => {
    for (const row of rows) expect(row.replace(/\\\|/g, '').split('|'), row).to.have.length(6);
    expect(text).to.contain('agreed');
  });

  it('lets nothing of it become HTML, a link or a mention', () => {
    expect(text)
      .not.to.contain('<script>')
      .and.not.match(/[^\\]\]\(javascript/)
      .and.not.match(/[^`\w]@team/);
    const evil = markdown(result([finding({ message: HOSTILE })]));
    expect(evil).to.contain('&lt;script&gt;');
    expect(evil).to.match(/\\\[x\\\]\(javascript/);
  });
});
