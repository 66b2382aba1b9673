import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What runs and applies inside the report. The build replaces this module by its values (scripts/build/assets.ts). */
const here = import.meta.dirname;
const { resolve } = createRequire(import.meta.url);

export const tableLibrary = readFileSync(resolve('datatables.net/js/dataTables.min.js'), 'utf8');
export const browserScript = readFileSync(join(here, 'browser.js'), 'utf8');
export const style = readFileSync(join(here, 'style.css'), 'utf8');
