import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { installPlugin } from '../e2e/install.ts';
import { root } from '../e2e/root.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('oclif.manifest.json', () => {
  it('is what packing the plugin makes (npm run manifest)', async function () {
    this.timeout(600_000);
    const { manifest } = await installPlugin(console.log);
    expect(read(join(root, 'oclif.manifest.json'))).to.deep.equal(read(manifest));
  });
});
