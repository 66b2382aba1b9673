/**
 * `npm run build`: the commands with every library they use in one file, `lib/index.cjs`; what runs it, `lib/load.js`; for each command and hook the
 * small file in which oclif looks for it; the threads of the log; and the licenses of all that is in them. Types are checked by tsc before.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlinedFiles } from './assets.ts';
import { bundle, loader } from './bundle.ts';
import { entriesIn, writeStubs } from './entries.ts';
import { packagesOf, thirdParties } from './licenses.ts';

const root = join(import.meta.dirname, '../..');
const lib = join(root, 'lib');
const entries = entriesIn(root);

rmSync(lib, { recursive: true, force: true });
const metafiles = await bundle(root, lib, entries);
await loader(lib);
writeStubs(lib, entries);
const packages = packagesOf(root, [...metafiles.flatMap(({ inputs }) => Object.keys(inputs)), ...inlinedFiles]);
writeFileSync(join(lib, 'THIRD-PARTY-LICENSES.txt'), thirdParties(root, packages));
