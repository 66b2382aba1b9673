import { expect } from 'chai';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { read, write } from '../../src/org/wire/transport.ts';
import { fakeOrg, rejection, thrown } from './fake.ts';

const locked = thrown('UNABLE_TO_LOCK_ROW', 'busy');
const lost = thrown('FetchError', 'socket hang up');
const no = thrown('INVALID_FIELD', 'no');

describe('read and write', () => {
  const cases: readonly (readonly [string, readonly unknown[], 'read' | 'write', number, string])[] = [
    ['a read is answered', ['yes'], 'read', 1, 'yes'],
    ['a read meets what passes by itself', [locked, locked, 'yes'], 'read', 3, 'yes'],
    ['a read is lost', [lost, 'yes'], 'read', 2, 'yes'],
    ['a read is lost for good', [lost, lost, lost], 'read', 3, 'OrgSilence'],
    ['a read is refused', [no], 'read', 1, 'OrgRefusal'],
    ['a write is answered', ['yes'], 'write', 1, 'yes'],
    ['a write meets what passes by itself', [locked, 'yes'], 'write', 2, 'yes'],
    ['a write meets it for good', [locked, locked, locked], 'write', 3, 'OrgRefusal'],
    ['a write is lost: it may have been done', [lost], 'write', 1, 'OrgSilence'],
    ['a write is lost after a first attempt that was refused', [locked, lost], 'write', 2, 'OrgSilence'],
    ['a write is refused', [no], 'write', 1, 'OrgRefusal'],
  ];
  for (const [what, answers, how, requests, expected] of cases) {
    it(`${String(requests)} requests, then ${expected}, where ${what}`, async () => {
      const { org, asked, waits } = fakeOrg(...answers);
      const sent = how === 'read' ? read<string>(org, 'GET', '/x') : write<string>(org, 'POST', '/x', { a: 1 });
      if (expected === 'yes') expect(await sent).to.equal('yes');
      else expect(await rejection(sent)).to.be.instanceOf(expected === 'OrgSilence' ? OrgSilence : OrgRefusal);
      expect(asked).to.have.lengthOf(requests);
      expect(waits).to.have.lengthOf(requests - 1);
    });
  }

  it('tell before each wait what was answered', async () => {
    const { org, waits } = fakeOrg(locked, 'yes');
    await write(org, 'DELETE', '/x');
    expect(waits).to.deep.equal(['UNABLE_TO_LOCK_ROW: busy']);
  });

  it('send a body as JSON, and none where there is none', async () => {
    const { org, asked } = fakeOrg('', '');
    await write(org, 'POST', '/x', { a: 'ä' });
    await write(org, 'DELETE', '/y');
    expect(asked).to.deep.equal([
      { method: 'POST', url: '/x', body: '{"a":"ä"}', headers: { 'Content-Type': 'application/json' } },
      { method: 'DELETE', url: '/y' },
    ]);
  });
});
