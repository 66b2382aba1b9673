/**
 * `npm run mutation [-- plan checks definition]`: changes the code of a pure room in every small way and says which changes no test
 * notices (Stryker). Takes from minutes to an hour for each room; what was found is kept in .cache/mutation, and only what changed
 * since is tried again. Fails where less than 85 % are noticed.
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
const config = JSON.parse(readFileSync(join(root, 'stryker.config.json'), 'utf8')) as object;

for (const room of asked.length > 0 ? asked : rooms) {
  const out = join('.cache', 'mutation', room);
  const chosen = room.endsWith('.ts') ? `src/${room}` : `src/${room}/**/*.ts`;
  await new Stryker({
    ...config,
    mutate: [chosen],
    incrementalFile: join(out, 'incremental.json'),
    jsonReporter: { fileName: join(out, 'mutation.json') },
    htmlReporter: { fileName: join(out, 'mutation.html') },
  }).runMutationTest();
}
