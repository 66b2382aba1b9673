import { expect } from 'chai';
import { changesOf, type WantedApp } from '../../src/credential/wanted.ts';
import { writeApp } from '../../src/credential/writeApp.ts';
import { OrgSilence } from '../../src/org/wire/refusal.ts';
import { createSandbox, type SinonSandbox } from 'sinon';
import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import { fakeOrg, rejection } from '../org-room/fake.ts';
import { envelope } from '../org-room/soap.ts';
import { clientApp } from './apps.ts';

const APP = clientApp();
const lost = (): Error => new TypeError('fetch failed');
const none = envelope('<listMetadataResponse/>');
const WANTED: WantedApp = {
  ...{ name: 'App', label: 'App', description: 'd', email: 'a@b.co', type: 'client-credentials', username: 'a@b.co' },
  ...{ permissionSets: ['S'], scopes: undefined, ipRanges: undefined, certificate: undefined },
};

describe('writeApp', () => {
  let sandbox: SinonSandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.stub(timers, 'setTimeout').resolves();
    syncBuiltinESMExports();
  });
  afterEach(() => {
    sandbox.restore();
    syncBuiltinESMExports();
  });

  it('waits for a deploy whose answer was lost, and takes what it finds', async () => {
    const { org, asked } = fakeOrg(lost(), none, none, none);
    let looks = 0;
    const written = await writeApp(org, 'App', changesOf(WANTED, undefined), () => {
      looks += 1;
      return looks < 3 ? changesOf(WANTED, undefined) : [];
    });
    expect(written.left).to.deep.equal([]);
    expect(asked.map(({ body }) => /<(deploy|listMetadata) /.exec(body ?? '')?.[1])).to.deep.equal([
      'deploy',
      ...['listMetadata', 'listMetadata', 'listMetadata'],
    ]);
  });

  it('gives up, bounded, when the org does not show it', async () => {
    const { org, asked } = fakeOrg(lost(), none, none, none, none, none);
    const error = await rejection(
      writeApp(org, 'App', changesOf(WANTED, undefined), () => changesOf(WANTED, undefined)),
    );
    expect(error).to.be.instanceOf(OrgSilence);
    expect(asked).to.have.length(6);
  });
});

describe('changesOf', () => {
  const wanted: WantedApp = {
    ...WANTED,
    name: APP.name,
    username: 'ZOOMINFO@acme.integration',
    permissionSets: [APP.name],
  };

  it('finds nothing to change in an app that is as it should be, whatever the case of names', () => {
    const parent = { externalClientApplication: APP.name };
    const whole = clientApp({ oauth: parent, global: parent, oauthPolicies: parent, policies: parent });
    expect(changesOf(wanted, whole)).to.deep.equal([]);
    expect(changesOf({ ...wanted, scopes: ['Web'] }, whole).map(({ part }) => part)).to.deep.equal(['oauth']);
  });

  it('sends back what it does not know, in the order of the alphabet', () => {
    const held = clientApp({ oauthPolicies: { zebra: 'z', apexHandler: 'A' } });
    const [change] = changesOf({ ...wanted, permissionSets: ['Other'] }, held).filter(
      ({ part }) => part === 'oauthPolicies',
    );
    const tags = change?.content.map((node) => Object.keys(node)[0] ?? '') ?? [];
    expect(tags)
      .to.include.members(['apexHandler', 'zebra'])
      .and.deep.equal([...tags].sort());
    expect(change?.changed).to.include('commaSeparatedPermissionSet').and.not.include('clientCredentialsFlowUser');
  });
});
