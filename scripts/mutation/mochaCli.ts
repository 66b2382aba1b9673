/**
 * Loaded before Stryker: its runner for mocha asks for files of mocha by the names that they had before mocha 12 gave them an ending.
 */
import { registerHooks } from 'node:module';

const cli = /[\\/]mocha[\\/]lib[\\/]cli[\\/][\w-]+$/;

registerHooks({
  resolve: (specifier, context, next) => next(cli.test(specifier) ? `${specifier}.cjs` : specifier, context),
});
