import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../e2e/root.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const ci = readFileSync(join(root, '.ci', 'run'), 'utf8');

describe('README.md', () => {
  it('begins with the commands that show it and that test it', () => {
    const blocks = [...readme.matchAll(/^```(?:sh|bash|shell|console)?\n([^]*?)^```/gm)].map(
      ([, block]) => block ?? '',
    );
    const first = blocks.slice(0, 2).join('\n');
    expect(first).to.include('npm ci && npm run demo');
    expect(first).to.include('npm ci && npm test');
    expect(readme.indexOf('npm ci && npm test')).to.be.lessThan(3000);
  });

  it('names the same test command as .ci/run', () => {
    expect(ci.trimEnd().split('\n').at(-1)).to.equal('npm ci && npm test');
  });
});
