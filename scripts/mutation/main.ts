/**
 * `npm run mutation [-- plan checks definition checks/use/unused.ts]`: changes the code of a pure room, or of one file of it, in every small
 * way and says which changes the room's own tests do not notice (Stryker). Fails where less than 85 % are noticed; README.md has the last
 * numbers.
 */
import './mochaCli.ts';
import { Stryker } from '@stryker-mutator/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['plan', 'checks', 'definition'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !rooms.includes(name.split('/')[0] ?? ''));
if (unknown.length > 0) throw new Error(`There is no mutation of ${unknown.join(', ')}, only of ${rooms.join(', ')}.`);

const root = join(import.meta.dirname, '../..');
process.chdir(root);
const config = JSON.parse(readFileSync(join(root, 'stryker.config.json'), 'utf8')) as {
  readonly mochaOptions: object;
};

for (const room of asked.length > 0 ? asked : rooms) {
  const out = join('.cache', 'mutation', room);
  const [name = room] = room.split('/');
  const chosen = room.endsWith('.ts') ? `src/${room}` : `src/${room}/**/*.ts`;
  await new Stryker({
    ...config,
    mutate: [chosen],
    mochaOptions: { ...config.mochaOptions, spec: [`test/${name}/*.test.ts`] },
    jsonReporter: { fileName: join(out, 'mutation.json') },
    htmlReporter: { fileName: join(out, 'mutation.html') },
  }).runMutationTest();
}
