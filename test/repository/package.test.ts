import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { installPlugin } from '../e2e/install.ts';
import { root } from '../e2e/root.ts';

type Topic = { readonly description: string; readonly subtopics?: Readonly<Record<string, Topic>> };
type Package = {
  readonly files: readonly string[];
  readonly oclif: { readonly topics: Readonly<Record<string, Topic>> };
  readonly dependencies?: Readonly<Record<string, string>>;
};
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;

/** Names in an npm archive: a tar of 512-byte blocks, a header before each file. */
function namesIn(archive: string): string[] {
  const tar = gunzipSync(readFileSync(archive));
  const names: string[] = [];
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + 512);
    const text = (from: number, length: number): string =>
      header.toString('utf8', from, from + length).split('\0')[0] ?? '';
    const prefix = text(345, 155);
    names.push((prefix === '' ? '' : `${prefix}/`) + text(0, 100));
    at += 512 + Math.ceil(parseInt(text(124, 12), 8) / 512) * 512;
  }
  return names;
}

describe('the package', () => {
  it('ships what it says, and nothing of the simulated org or the tests', async function () {
    this.timeout(600_000);
    const { archive } = await installPlugin(console.log);
    const top = new Set(namesIn(archive).map((name) => name.split('/')[1]));
    expect([...top].sort()).to.deep.equal(
      ['LICENSE', 'README.md', 'lib', 'oclif.manifest.json', 'package.json', 'schemas'].sort(),
    );
    expect(namesIn(archive).filter((name) => /\.test\.|(?:^|\/)test\/|\.ts$/.test(name))).to.deep.equal([]);
  });

  it('lists only files that exist once it is built', () => {
    expect(manifest.files.filter((name) => !name.startsWith('!') && !existsSync(join(root, name)))).to.deep.equal([]);
  });

  it('describes every topic that has commands, and no other', () => {
    const commands = join(root, 'src', 'commands');
    const folders = (path: string): string[] =>
      readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
    const { topics } = manifest.oclif;
    expect(Object.keys(topics).sort()).to.deep.equal(folders(commands));
    for (const [name, topic] of Object.entries(topics)) {
      expect(Object.keys(topic.subtopics ?? {}).sort(), name).to.deep.equal(folders(join(commands, name)));
    }
  });

  it('needs nothing at run time: what it uses is in its bundle', () => {
    const fix =
      'the build puts libraries into lib/index.cjs, so they belong to devDependencies (npm install --save-dev)';
    expect(Object.keys(manifest.dependencies ?? {}), fix).to.deep.equal([]);
  });
});
