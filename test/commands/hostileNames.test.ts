import { expect } from 'chai';
import { blockersOf } from './blocked.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, ZOOMINFO } from './zoomInfo.ts';

/** Text that would do harm where it is not escaped: in SOQL, XML, a path, a message template. */
const HOSTILE = [
  `x' OR Name != '`,
  `x\\' OR Name != '`,
  `</fullNames><fullNames>Existing_Set`,
  `../../../etc/passwd`,
  `%s %d {0} <b>bold</b> 🚀`,
  'Zoom'.repeat(75),
];

const SEEN_WITHOUT_ORG = ['record-type-form', 'object-flag', 'field-flag'];

describe('integration-user create: hostile names', () => {
  const flags = {
    '--apex-class': 'unknown-apex-classes',
    '--custom-permission': 'unknown-custom-permissions',
    '--user-permission': 'unknown-permission',
    '--permission-set': 'unknown-permission-sets',
    '--permission-set-group': 'unknown-groups',
    '--permission-set-license': 'unknown-permission-set-licenses',
    '--role': 'unknown-roles',
    '--public-group': 'unknown-public-groups',
    '--queue': 'unknown-queues',
    '--record-type': 'record-type-form',
    '--object': 'object-flag',
    '--field': 'field-flag',
  };
  for (const [flag, id] of Object.entries(flags)) {
    it(`${flag}: ${id}, and nothing else`, () =>
      withOrg({}, async (org) => {
        const before = dumpOf(org);
        for (const text of HOSTILE) {
          const { exitCode, json, requests } = await createJson(org, [...NOBODY, flag, text]);
          expect(exitCode, text).to.equal(SEEN_WITHOUT_ORG.includes(id) ? 2 : 1);
          const blockers = json.result?.blockers ?? [];
          expect(
            blockers.map((one) => one.id.replace(/-none-near$/, '')),
            text,
          ).to.deep.equal([id]);
          expect(blockers[0]?.message, text).to.contain(text);
          expect(requests.filter(({ status }) => status >= 400)).to.deep.equal([]);
        }
        expectSame(before, dumpOf(org));
      }));
  }

  it('--profile: such a name is a name like any other, up to 255 characters', () =>
    withOrg({}, async (org) => {
      const name = `Quote's "double" \\ back <b> & 🚀 x' OR Name != '`;
      const { exitCode, json } = await createJson(org, [...ZOOMINFO, '--profile', name]);
      expect(exitCode, json.message).to.equal(0);
      expect(org.org.store.find('Profile', { Name: name })).to.have.length(1);
      const again = await createJson(org, [...ZOOMINFO, '--profile', name]);
      expect(again.json.result?.outcome).to.equal('unchanged');
    }));

  it('--profile of 300 characters: the length is the cause, and the org stays as it was', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { exitCode, stderr } = await create(org, [...ZOOMINFO, '--profile', 'Zoom'.repeat(75)]);
      expect(exitCode).to.equal(2);
      expectSame(before, dumpOf(org));
      expect(stderr.replace(/\s+/g, ' ')).to.match(/too (long|large)|at most|255/i);
      expect(stderr).not.to.contain('does not let a profile be made');
      expect(stderr).to.contain('--profile');
    }));

  it('--username with a quote is an address all the same: refused in its form or made as it is', () =>
    withOrg({}, async (org) => {
      const args = ['--name', 'ZoomInfo', '--username', `o'brien"@acme.com`, '--object', 'Account=read'];
      const blockers = await blockersOf(org, args, { exitCode: 2 });
      expect(blockers.map(({ id }) => id)).to.deep.equal(['username-form']);
    }));
});
