import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { CHECKS_PAGE, checksPage } from '../../scripts/checksPage.ts';

describe('docs/checks.md', () => {
  it('is what the checks and their words make of it (node scripts/checksPage.ts)', () => {
    expect(readFileSync(CHECKS_PAGE, 'utf8')).to.equal(checksPage());
  });
});
