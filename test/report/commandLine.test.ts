import { expect } from 'chai';
import fc from 'fast-check';
import { split } from 'shlex';
import { commandLine } from '../../src/report/commandLine.ts';

describe('a command line to paste', () => {
  const lines: readonly (readonly [NodeJS.Platform, readonly string[], string])[] = [
    ['linux', ['--object', 'Account=read,edit'], '--object Account=read,edit'],
    ['linux', ['--field', 'Account.*=read'], "--field 'Account.*=read'"],
    ['linux', ['--name', 'Billing & Sync'], "--name 'Billing & Sync'"],
    ['darwin', ['--certificate', "it's.pem"], "--certificate 'it'\\''s.pem'"],
    ['linux', ['--email', ''], "--email ''"],
    ['win32', ['--object', 'Account=read,edit'], '--object "Account=read,edit"'],
    ['win32', ['--name', 'Billing & Sync'], '--name "Billing & Sync"'],
    ['win32', ['--certificate', 'C:\\keys\\a.pem'], '--certificate C:\\keys\\a.pem'],
    ['win32', ['C:\\my keys\\', 'say "it"'], '"C:\\my keys\\\\" "say \\"it\\""'],
    ['win32', ['--field', 'Account.*=read', '--name', 'A'], '--field "Account.*=read" --name A'],
  ];
  for (const [platform, words, expected] of lines) {
    it(`${platform}: ${expected}`, () => {
      expect(commandLine(words, platform)).to.equal(expected);
    });
  }

  it('is split by a POSIX shell into the same words', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
        expect(split(commandLine(words, 'linux'))).to.deep.equal(words);
      }),
    );
  });
});
