import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of which something is in the bundle. */
export type Bundled = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
};

type Person = string | { readonly name?: string; readonly email?: string };

type Described = {
  readonly author?: Person;
  readonly repository?: string | { readonly url?: string };
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
};

const compatible = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense'],
  ...['CC0-1.0', 'Python-2.0', 'CC-BY-4.0', 'WTFPL', 'Zlib'],
]);

/** Whether an SPDX expression lets us ship under Apache-2.0: one of the alternatives is enough, of a sum every part must. */
export function isCompatible(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((part) => compatible.has(part.trim())));
}

/** The folder of the package to which a bundled file belongs; undefined: it is ours. */
function folderOf(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))?.[1];
}

function manifestOf(root: string, folder: string): Described {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Described;
}

function described(root: string, folder: string): Bundled {
  const { name, version, license, licenses } = manifestOf(root, folder);
  const stated = typeof license === 'string' ? license : license?.type;
  return { name, version, folder, license: stated ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none stated' };
}

/** The packages of the files in a bundle, in order of their names. */
export function packagesOf(root: string, inputs: readonly string[]): Bundled[] {
  const folders = new Set(inputs.map(folderOf).filter((folder) => folder !== undefined));
  return [...folders]
    .map((folder) => described(root, folder))
    .sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
}

/** The license and the notice that a package brings along as its authors wrote them, or whose it is where it has none. */
function textsOf(root: string, { folder, license }: Bundled): string[] {
  const path = join(root, folder);
  const texts = readdirSync(path)
    .filter((name) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(name) && !name.endsWith('.js'))
    .sort()
    .map((name) => readFileSync(join(path, name), 'utf8').trim());
  if (texts.length > 0) return texts;
  const { author, repository } = manifestOf(root, folder);
  const by = typeof author === 'string' ? author : author?.name;
  const from = typeof repository === 'string' ? repository : repository?.url;
  return [
    `Copyright ${by ?? 'the authors'}, ${from ?? 'https://www.npmjs.com'}`,
    `The package has no text of its license: https://spdx.org/licenses/${license}.html`,
  ];
}

/**
 * The text that goes with the bundle: whose work is in it, under which license.
 * @throws when a license does not let us ship it
 */
export function thirdParties(root: string, packages: readonly Bundled[]): string {
  const others = packages.filter(({ license }) => !isCompatible(license));
  if (others.length > 0)
    throw new Error(`Not to be shipped: ${others.map(({ name, license }) => `${name} (${license})`).join(', ')}`);
  const blocks = packages.map((each) =>
    [`${each.name} ${each.version} (${each.license})`, ...textsOf(root, each)].join('\n\n'),
  );
  const head = 'lib/index.cjs and lib/log hold parts of these packages, each under its own license.';
  return `${[head, ...blocks].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}
