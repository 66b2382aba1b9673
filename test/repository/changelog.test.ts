import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { root } from '../e2e/root.ts';
import { readTracked } from './trackedFiles.ts';

const git = (...args: readonly string[]): string =>
  execFileSync('git', [...args], { cwd: root, encoding: 'utf8', timeout: 20_000, maxBuffer: 1 << 26 });
const subjects = git('log', '--no-merges', '--format=%s').trim().split('\n');
const conventional = /^(feat|fix|perf|test|docs|build|refactor|chore|style|ci|revert)(\(([\w,-]+)\))?(!)?: (.+)$/;

/** A line of the changelog as a commit makes it. */
function lineOf(subject: string): string {
  const [, , , scope, , text = ''] = conventional.exec(subject) ?? [];
  return `- ${scope === undefined ? '' : `**${scope}**: `}${text.replaceAll('*', '\\*')}`;
}

describe('CHANGELOG.md', () => {
  it('is made of commits that follow the convention', () => {
    expect(subjects.filter((subject) => !conventional.test(subject))).to.deep.equal([]);
  });

  it('says nothing that no commit says', () => {
    const lines = readTracked('CHANGELOG.md')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(lines).not.to.be.empty;
    const known = new Set(subjects.map(lineOf));
    expect(lines.filter((line) => !known.has(line))).to.deep.equal([]);
  });

  it('says everything that was new or corrected for users when it was made', () => {
    const made = git('log', '-1', '--format=%H', '--', 'CHANGELOG.md').trim();
    const before = made === '' ? [] : git('log', '--no-merges', '--format=%s', `${made}~1`).trim().split('\n');
    const text = readTracked('CHANGELOG.md');
    const expected = before.filter((subject) => /^(feat|fix|perf)(\((?!test\)|demo\))[\w,-]+\))?!?: /.test(subject));
    expect(expected.filter((subject) => !text.includes(`${lineOf(subject)}\n`))).to.deep.equal([]);
  });
});
