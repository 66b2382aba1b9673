import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lifecycle } from '@salesforce/core';
import { createSandbox, type SinonSandbox } from 'sinon';
import diagnose from '../../src/hooks/doctor.ts';
import { inHome } from '../commands/home.ts';
import { withOrg } from '../commands/withOrg.ts';
import type { RunningOrg } from '../org/rest/start.ts';

const NAME = 'sf-plugin-integration-user';

type Diagnosis = { readonly tests: Record<string, string>; readonly suggestions: string[]; readonly data: unknown[] };

describe('sf doctor', () => {
  let root: string;
  let sandbox: SinonSandbox;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'doctor-'));
    writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify({ version: '1.2.3' }));
    sandbox = createSandbox();
  });
  afterEach(() => {
    sandbox.restore();
    rmSync(root, { recursive: true });
  });

  /** What the hook tells the doctor of sf. */
  async function diagnosed(version = '1.2.3'): Promise<Diagnosis> {
    const tests: Record<string, string> = {};
    const suggestions: string[] = [];
    const data: unknown[] = [];
    sandbox.stub(Lifecycle.getInstance(), 'emit').callsFake((name: string, told: unknown) => {
      const { testName, status } = told as { testName: string; status: string };
      if (name === 'Doctor:diagnostic') tests[testName.replace(`[${NAME}] `, '')] = status;
      return Promise.resolve();
    });
    const doctor = {
      addPluginData: (plugin: string, more: unknown) => data.push([plugin, more]),
      addSuggestion: (text: string) => suggestions.push(text),
    };
    await diagnose({ doctor, config: { plugins: new Map([[NAME, { root, version }]]) } });
    return { tests, suggestions, data };
  }

  const asDefault = (org: RunningOrg, body: () => Promise<void>): Promise<void> => inHome(org, true, body);

  it('finds nothing wrong where nothing is, and says how many seats there are', () =>
    withOrg({}, (org) =>
      asDefault(org, async () => {
        const { tests, suggestions, data } = await diagnosed();
        expect(tests).to.deep.equal({
          'Node.js is new enough (22)': 'pass',
          'its list of commands fits its version': 'pass',
          'the default org has free seats for integration users': 'pass',
        });
        expect(suggestions).to.deep.equal([]);
        expect(JSON.stringify(data)).to.contain('Salesforce API Integration').and.not.to.contain(org.adminUsername);
      }),
    ));

  it('asks no org where there is no default', () =>
    inHome(undefined, false, async () => {
      const { tests } = await diagnosed();
      expect(Object.keys(tests)).to.have.length(2);
    }));

  it('says which license has no free seat', () =>
    withOrg({ scenario: 'no-seats' }, (org) =>
      asDefault(org, async () => {
        const { tests, suggestions } = await diagnosed();
        expect(tests['the default org has free seats for integration users']).to.equal('warn');
        expect(suggestions.join()).to.contain('Salesforce').and.to.contain('sf integration-user license list');
      }),
    ));

  it('says why the org could not be read', () =>
    withOrg({}, (org) =>
      asDefault(org, async () => {
        org.faults.add({ kind: 'expired', match: /./, times: 1000 });
        const { tests, suggestions } = await diagnosed();
        expect(tests['the default org has free seats for integration users']).to.equal('unknown');
        expect(suggestions.join()).to.contain('could not be read');
      }),
    ));

  it('says that the list of commands is of another version, or not there', async () => {
    await inHome(undefined, false, async () => {
      const { tests, suggestions } = await diagnosed('1.2.4');
      expect(tests['its list of commands fits its version']).to.equal('fail');
      expect(suggestions.join()).to.contain('1.2.3').and.to.contain('1.2.4');
    });
    rmSync(join(root, 'oclif.manifest.json'));
    sandbox.restore();
    await inHome(undefined, false, async () => {
      expect((await diagnosed()).tests['its list of commands fits its version']).to.equal('fail');
    });
  });

  it('says that Node.js is too old', async () => {
    sandbox.stub(process, 'versions').value({ ...process.versions, node: '20.19.0' });
    await inHome(undefined, false, async () => {
      const { tests, suggestions } = await diagnosed();
      expect(tests['Node.js is new enough (22)']).to.equal('fail');
      expect(suggestions.join()).to.contain('20.19.0');
    });
  });
});
