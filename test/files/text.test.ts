import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../src/files/text.ts';
import { readDefinitionFile } from '../../src/definition/file.ts';
import { namedUsers } from '../../src/definition/report.ts';
import { readBaseline } from '../../src/verify/baseline.ts';

const DEFINITION = `# as an editor of Windows writes it
users:
  - name: Zürich
    permissionSet:
      objects:
        Account:
          access: [read]
          readFields:
            - Industry
            - >-
              Website
`;
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

/** The same text as it comes from different programs. */
const written: readonly (readonly [by: string, bytes: (text: string) => Buffer])[] = [
  ['an editor of Linux', (text) => Buffer.from(text)],
  ['an editor of Windows (CRLF)', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['one that marks UTF-8', (text) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)],
  ['> of Windows PowerShell (UTF-16)', (text) => utf16(text.replaceAll('\n', '\r\n'))],
  ['one that writes UTF-16 the other way round', (text) => utf16(text.replaceAll('\n', '\r\n')).swap16()],
];

describe('files from Windows', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'text-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const put = (bytes: Buffer, name = 'file.yaml'): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  for (const [by, bytes] of written) {
    it(`are read as they are meant: ${by}`, async () => {
      const text = await readText(put(bytes('a: ä\nb: €\n')));
      expect(text.replaceAll('\r\n', '\n')).to.equal('a: ä\nb: €\n');
    });

    it(`a definition means the same, and its lines are counted the same: ${by}`, async () => {
      const { raw, problems } = await readDefinitionFile(put(bytes(DEFINITION)));
      expect(problems).to.deep.equal([]);
      const access = { access: ['read'], readFields: ['Industry', 'Website'] };
      expect(raw?.users).to.deep.equal([{ name: 'Zürich', permissionSet: { objects: { Account: access } } }]);
      const path = put(bytes(DEFINITION.replace('readFields', 'raedFields')));
      const wrong = await readDefinitionFile(path);
      expect(wrong.problems.map(({ id, tokens }) => [id, tokens[0]])).to.deep.equal([
        ['fileUnknownKey', `${path}:8:11`],
      ]);
    });

    it(`a definition as JSON, a report and a baseline: ${by}`, async () => {
      const json = JSON.stringify({ users: [{ username: 'A@acme.com', name: 'A' }] }, undefined, 2);
      const path = put(bytes(json), 'file.json');
      expect((await readDefinitionFile(path)).raw?.users).to.deep.equal([{ username: 'A@acme.com', name: 'A' }]);
      const machine = JSON.stringify({ users: [{ username: 'A@acme.com', verdict: 'machine', certainty: 'certain' }] });
      const report = put(bytes(machine), 'report.json');
      expect(await namedUsers(undefined, report, 'users')).to.deep.equal({ usernames: ['a@acme.com'], problems: [] });
      const entry = 'accepted:\n  - id: user-frozen\n    subject: a\n    reason: on leave\n    expires: 2026-12-31\n';
      const { baseline, problem } = await readBaseline(put(bytes(entry)), false);
      expect(problem).to.equal(undefined);
      expect(baseline.accepted).to.deep.equal([
        { id: 'user-frozen', subject: 'a', reason: 'on leave', expires: '2026-12-31' },
      ]);
    });
  }
});
