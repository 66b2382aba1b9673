import { expect } from 'chai';
import JSZip from 'jszip';
import { APP_PARTS, readClientApp, writeClientApp } from '../../src/org/metadata/clientApps.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { changesOf, type WantedApp } from '../../src/credential/wanted.ts';
import { fakeOrg, rejection } from './fake.ts';
import { envelope } from './soap.ts';

const started = envelope(
  '<deployResponse><result><done>false</done><id>0Af000000000001AAA</id></result></deployResponse>',
);
const status = (inside: string): string =>
  envelope(`<checkDeployStatusResponse><result>${inside}</result></checkDeployStatusResponse>`);
const succeeded = status('<done>true</done><success>true</success><status>Succeeded</status>');

const WANTED: WantedApp = {
  name: 'Integration_Zoom',
  label: 'Integration - Zoom & "Co" <x>',
  description: 'Login of a@b.co',
  email: 'ops@acme.example',
  type: 'client-credentials',
  username: 'a@b.co',
  permissionSets: ['Integration_Zoom'],
  scopes: undefined,
  ipRanges: [{ start: '203.0.113.1', end: '203.0.113.9' }],
  certificate: undefined,
};

async function filesOf(body = ''): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(Buffer.from(/<ZipFile>([^<]+)</.exec(body)?.[1] ?? '', 'base64'));
  const entries = await Promise.all(
    Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const),
  );
  return Object.fromEntries(entries);
}

describe('writeClientApp', () => {
  it('deploys every component at once, named in the manifest, its elements in the order of the WSDL', async () => {
    const { org, asked } = fakeOrg(started, status('<done>false</done>'), succeeded);
    await writeClientApp(org, changesOf(WANTED, undefined));
    const files = await filesOf(asked[0]?.body);
    expect(Object.keys(files)).to.have.members([
      'package.xml',
      'externalClientApps/Integration_Zoom.eca',
      'extlClntAppOauthSettings/Integration_Zoom_oauth.ecaOauth',
      'extlClntAppGlobalOauthSets/Integration_Zoom_glbloauth.ecaGlblOauth',
      'extlClntAppOauthPolicies/Integration_Zoom_oauthPlcy.ecaOauthPlcy',
      'extlClntAppPolicies/Integration_Zoom_plcy.ecaPlcy',
    ]);
    for (const { type } of Object.values(APP_PARTS)) expect(files['package.xml']).to.contain(`<name>${type}</name>`);
    expect(files['package.xml']).to.contain('<version>67.0</version>');
    for (const [name, text] of Object.entries(files)) {
      const tags = [
        ...text.replace(/<trustedIpRanges>.*<\/trustedIpRanges>/, '<trustedIpRanges>').matchAll(/<([a-z]\w+)>/g),
      ];
      const names = tags.map(([, tag]) => tag ?? '');
      if (name !== 'package.xml') expect(names, name).to.deep.equal([...names].sort());
    }
    expect(files['externalClientApps/Integration_Zoom.eca']).to.contain(
      '<label>Integration - Zoom &amp; &quot;Co&quot; &lt;x&gt;</label>',
    );
    expect(files['extlClntAppOauthPolicies/Integration_Zoom_oauthPlcy.ecaOauthPlcy']).to.contain(
      '<clientCredentialsFlowUser>a@b.co</clientCredentialsFlowUser><commaSeparatedPermissionSet>Integration_Zoom</commaSeparatedPermissionSet>',
    );
    expect(asked).to.have.length(3);
  });

  it('tells every component that Salesforce refused', async () => {
    const failure = (name: string, problem: string): string =>
      `<componentFailures><componentType>ExtlClntAppOauthConfigurablePolicies</componentType><fullName>${name}</fullName><problem>${problem}</problem><success>false</success></componentFailures>`;
    const details = `<details>${failure('A', 'Enter a valid execution user')}${failure('B', 'x &amp; y')}</details>`;
    const { org } = fakeOrg(started, status(`${details}<done>true</done><success>false</success>`));
    const error = await rejection(writeClientApp(org, changesOf(WANTED, undefined)));
    expect(error).to.be.instanceOf(OrgRefusal);
    expect((error as OrgRefusal).refusals.map(({ message, fields }) => [message, ...fields])).to.deep.equal([
      ['Enter a valid execution user', 'A'],
      ['x & y', 'B'],
    ]);
  });

  it('never sends a deploy again whose answer was lost, and asks again for its state', async () => {
    const lost = fakeOrg(new TypeError('fetch failed'));
    expect(await rejection(writeClientApp(lost.org, changesOf(WANTED, undefined)))).to.be.instanceOf(OrgSilence);
    expect(lost.asked).to.have.length(1);
    const late = fakeOrg(started, new TypeError('fetch failed'), succeeded);
    await writeClientApp(late.org, changesOf(WANTED, undefined));
    expect(late.asked).to.have.length(3);
  });
});

describe('readClientApp', () => {
  const listed = (...names: readonly string[]): string =>
    envelope(
      `<listMetadataResponse>${names.map((name) => `<result><fullName>${name}</fullName><id>0xI000000000001AAA</id><type>ExternalClientApplication</type></result>`).join('')}</listMetadataResponse>`,
    );
  const read = (record: string): string =>
    envelope(`<readMetadataResponse><result><records>${record}</records></result></readMetadataResponse>`);

  it('takes one request where there is none of this name', async () => {
    const { org, asked } = fakeOrg(listed('Other'));
    expect(await readClientApp(org, 'Mine')).to.equal(undefined);
    expect(asked).to.have.length(1);
  });

  it('reads every component, and never a secret', async () => {
    const parent = '<externalClientApplication>Mine</externalClientApplication>';
    const { org } = fakeOrg(
      listed('Mine'),
      read('<fullName>Mine</fullName><description>d</description>'),
      read(`<fullName>Mine_oauth</fullName>${parent}`),
      read(
        `<fullName>Mine_glbloauth</fullName><consumerKey>3MVG</consumerKey><consumerSecret>s3cret</consumerSecret>${parent}`,
      ),
      read(`<fullName>Mine_oauthPlcy</fullName>${parent}`),
      read(`<fullName>Mine_plcy</fullName>${parent}`),
    );
    const app = await readClientApp(org, 'mine');
    expect(Object.keys(app?.parts ?? {})).to.deep.equal(Object.keys(APP_PARTS));
    expect(JSON.stringify(app)).to.contain('3MVG').and.not.contain('s3cret');
  });
});
