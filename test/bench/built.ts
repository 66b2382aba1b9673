import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Measured is what is shipped, so it must be built from what is there.
 * @throws when the build is missing or older than a source
 */
export function expectBuilt(root: string): void {
  const built = join(root, 'lib/index.cjs');
  const newest = Math.max(
    ...readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  if (!existsSync(built) || statSync(built).mtimeMs < newest)
    throw new Error('The build is older than the sources: npm run build');
}
