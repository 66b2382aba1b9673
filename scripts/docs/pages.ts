import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { checksPage } from './checksPage.ts';
import { commandsPage } from './commandsPage.ts';
import { definitionPage } from './definitionPage.ts';
import { errorsPage } from './errorsPage.ts';
import { resultsPage } from './resultsPage.ts';

const PAGES: Readonly<Record<string, () => string>> = {
  'checks.md': checksPage,
  'commands.md': commandsPage,
  'definition.md': definitionPage,
  'errors.md': errorsPage,
  'results.md': resultsPage,
};

/** The pages that are made from the code, in the form that prettier gives them. */
export async function generatedPages(): Promise<{ readonly path: string; readonly text: string }[]> {
  return Promise.all(
    Object.entries(PAGES).map(async ([name, page]) => {
      const path = join(import.meta.dirname, '..', '..', 'docs', name);
      return { path, text: await format(page(), { ...(await resolveConfig(path)), parser: 'markdown' }) };
    }),
  );
}
