import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { rooms } from '../../scripts/lint/rooms.ts';
import { root } from '../e2e/root.ts';

const src = join(root, 'src');
const outside =
  /^(node:(fs|http|https|http2|net|tls|dns|child_process|readline|worker_threads)|@oclif\/|@salesforce\/sf-plugins)/;

/** What a file imports at run time: imports and re-exports that are not types. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...found].map(([, name, lazy]) => name ?? lazy ?? '');
}

/** Everything that a file reaches, as chains of names that end in a package or module. */
function reached(file: string, seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return imports(file).flatMap((name) => {
    const chain = name.startsWith('.') ? reached(join(dirname(file), name), seen) : [name];
    return chain.map((end) => `${relative(src, file)} -> ${end}`);
  });
}

describe('the pure rooms', () => {
  for (const [room] of Object.entries(rooms).filter(([name, { pure }]) => pure && existsSync(join(src, name)))) {
    it(`${room} reaches no disk, network or terminal, not even through others`, () => {
      const files = readdirSync(join(src, room), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.ts'),
      );
      const chains = files.flatMap((name) => reached(join(src, room, name), new Set()));
      expect(chains.filter((chain) => outside.test(chain.split(' -> ').at(-1) ?? ''))).to.deep.equal([]);
    });
  }
});
