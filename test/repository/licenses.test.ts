import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isCompatible, packagesOf, thirdParties } from '../../scripts/build/licenses.ts';
import { installPlugin, pluginFolder } from '../e2e/install.ts';
import { root } from '../e2e/root.ts';

describe('the licenses of what is in the bundle', () => {
  for (const [expression, expected] of [
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['none stated', false],
  ] as const) {
    it(`${expression} is ${expected ? '' : 'not '}compatible with Apache-2.0`, () => {
      expect(isCompatible(expression)).to.equal(expected);
    });
  }

  it('stop the build when one is not compatible', () => {
    const bad = { name: 'bad', version: '1.0.0', license: 'GPL-3.0-only', folder: 'node_modules/pino' };
    expect(() => thirdParties(root, [bad])).to.throw('Not to be shipped: bad (GPL-3.0-only)');
  });

  it('are told of the package that a file belongs to, however deep it lies', () => {
    const files = ['src/plan/plan.ts', 'node_modules/pino/lib/proto.js', 'node_modules/@salesforce/core/lib/index.js'];
    const found = packagesOf(root, files).map(({ name }) => name);
    expect(found).to.deep.equal(['@salesforce/core', 'pino']);
  });

  it('go with it, with their texts', async function () {
    this.timeout(600_000);
    const folder = pluginFolder(await installPlugin(console.log));
    const text = readFileSync(join(folder, 'lib', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@salesforce/core', '@oclif/core', '@jsforce/jsforce-node', 'undici', 'pino', 'yaml'])
      expect(text).to.match(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    expect(text.split('='.repeat(80)).filter((block) => block.trim().split('\n').length < 3)).to.have.length(1);
  });
});
