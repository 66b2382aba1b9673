import { expect } from 'chai';
import { readTracked, trackedFiles } from './trackedFiles.ts';

/** Joins the parts of a pattern: written in one piece it would find itself in this file. */
const pattern = (...parts: string[]): RegExp => new RegExp(parts.join(''));

const forbidden: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['the address of a package registry', pattern('registry', '\\.(npmjs|yarnpkg)\\.', '(org|com)')],
  ['the address of a private registry', pattern('(artifactory|verdaccio|nexus)', '[\\w.-]*/')],
  ['a path of one machine', pattern('(?<![\\w.~*$}])/', '(work|home|Users|root)/', '[\\w.-]+/')],
  ['a path of one Windows machine', pattern('[A-Z]:\\\\{1,2}', 'Users\\\\')],
  ['a path beside the repository', pattern('\\.\\./', 'shared/')],
  ['a private key', pattern('-----BEGIN [A-Z ]*', 'PRIVATE KEY-----')],
];
const binary = /\.(png|jpg|gif|ico|gz|zip|tgz|db|sqlite)$/;

describe('the files of the repository', () => {
  for (const [what, found] of forbidden) {
    it(`do not hold ${what}`, () => {
      const lines = trackedFiles()
        .filter((name) => !binary.test(name))
        .flatMap((name) => {
          const match = found.exec(readTracked(name));
          return match === null ? [] : [`${name}: ${match[0]}`];
        });
      expect(lines).to.deep.equal([]);
    });
  }
});
