import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { Messages } from '@salesforce/core/messages';

const root = join(import.meta.dirname, '../..');

/** Files that read their messages from the disk, by the name of their package. */
const readers = /([\\/]src[\\/].*\.ts|[\\/]@salesforce[\\/]sf-plugins-core[\\/]lib[\\/].*\.js)$/;
const importing = /^[ \t]*Messages\.importMessagesDirectoryFromMetaUrl\(import\.meta\.url\);/gm;
const loading = /Messages\.loadMessages\('([^']+)', '([^']+)'\)/g;
const namespace = 'messages';
const own = 'sf-plugin-integration-user';

/** The text of a file with each bundle of messages imported instead of read. */
function inlined(text: string): string {
  const wanted = [...text.matchAll(loading)].map(([, packageName, bundle]) => `${packageName ?? ''}:${bundle ?? ''}`);
  const imports = wanted.map((name, at) => `import messages$${String(at)} from '${namespace}:${name}';`);
  let at = 0;
  // All on the first line, so that the lines of the source map stay those of the source.
  return imports.join('') + text.replaceAll(importing, '').replaceAll(loading, () => `messages$${String(at++)}`);
}

/** The values of a message file, read by sf's own reader. */
function valuesOf(packageName: string, bundle: string): [string, unknown][] {
  const folder = packageName === own ? root : join(root, 'node_modules', packageName);
  const file = join(folder, 'messages', `${bundle}.md`);
  const { messages } = Messages.generateFileLoaderFunction(bundle, file)('en_US') as unknown as {
    readonly messages: ReadonlyMap<string, unknown>;
  };
  return [...messages];
}

/**
 * Puts the messages into the bundle: in it, sf's reader would look for packages that are not there. Each message file
 * becomes a module, whoever imports it.
 */
export const inlineMessages: Plugin = {
  name: 'inline-messages',
  setup: (build) => {
    build.onLoad({ filter: readers }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('Messages.loadMessages(')) return undefined;
      return { contents: inlined(text), loader: path.endsWith('.ts') ? 'ts' : 'js', resolveDir: dirname(path) };
    });
    build.onResolve({ filter: /^messages:/ }, ({ path }) => ({ path: path.slice(namespace.length + 1), namespace }));
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => {
      const [packageName = '', bundle = ''] = path.split(':');
      const values = JSON.stringify(valuesOf(packageName, bundle));
      return {
        contents: `import { Messages } from '@salesforce/core/messages';
export default new Messages('${bundle}', Messages.getLocale(), new Map(${values}));`,
        resolveDir: root,
      };
    });
  },
};
