import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../e2e/root.ts';

type Locked = { readonly dev?: boolean; readonly optional?: boolean; readonly version?: string };
type Described = {
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
};

const compatible = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
  'CC-BY-4.0',
  'WTFPL',
  'Zlib',
]);

function productionFolders(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return Object.entries(lock.packages)
    .filter(
      ([path, { dev, optional }]) => path !== '' && dev !== true && (optional !== true || existsSync(join(root, path))),
    )
    .map(([path]) => path);
}

function licenseOf(folder: string): string {
  const described = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Described;
  const { license, licenses } = described;
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none stated';
}

/** One of the alternatives is enough; of a sum, every part must be compatible. */
function isCompatible(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((part) => compatible.has(part.trim())));
}

describe('the licenses of what ships with the plugin', () => {
  it('are compatible with Apache-2.0', () => {
    const folders = productionFolders();
    expect(folders.length).to.be.greaterThan(50);
    const others = folders
      .map((folder) => `${folder}: ${licenseOf(folder)}`)
      .filter((line) => !isCompatible(line.split(': ')[1] ?? ''));
    expect(others).to.deep.equal([]);
  });
});
