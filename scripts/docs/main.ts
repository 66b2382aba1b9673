/** `npm run docs`: writes the pages of docs/ that are made from the code. */
import { writeFileSync } from 'node:fs';
import { generatedPages } from './pages.ts';

for (const { path, text } of await generatedPages()) writeFileSync(path, text);
