import { createSign } from 'node:crypto';
import { expect } from 'chai';
import forge from 'node-forge';
import { rotateSecret } from '../../metadata/consumers.ts';
import { dumpMetadata } from '../../metadata/dump.ts';
import { metadataNamespace as namespace, printXml, type Content } from '../../metadata/printXml.ts';
import type { Switches } from '../../org.ts';
import { restClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';
import { deployApp, find, partName, soap as call, textIn, wholeApp, type Package, type Part } from './deployApp.ts';

const app = 'Sync';
const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const { ExtlClntAppOauthSettings: oauth } = wholeApp(app);
const PARTS = [...Object.keys(wholeApp(app)), 'ExtlClntAppConfigurablePolicies'];

/** An assertion for the user of these tests. */
function signed(iss: string, key: string): string {
  const exp = Math.floor(Date.now() / 1000) + 120;
  const claims = { iss, sub: 'sync@example.com', aud: 'https://login.salesforce.com', exp };
  const text = [{ alg: 'RS256' }, claims]
    .map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
    .join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

/** A key and a certificate of its own, good for a year, which began this many years from now. */
function keyPair(begins = 0): { key: string; certificate: string } {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  const { notBefore, notAfter } = certificate.validity;
  notBefore.setFullYear(new Date().getFullYear() + begins);
  notAfter.setFullYear(notBefore.getFullYear() + 1);
  certificate.setSubject([{ name: 'commonName', value: app }]);
  certificate.setIssuer([{ name: 'commonName', value: app }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(privateKey), certificate: forge.pki.certificateToPem(certificate) };
}

describe('External Client Apps of the simulated org', () => {
  let running: RunningOrg;
  let user: string;
  let set: string;
  const start = async (switches: Partial<Switches> = {}): Promise<void> => {
    running = await startOrg({ switches });
    const { store } = running.org;
    const profile = store.find('Profile', { Name: 'Minimum Access - API Only Integrations' })[0];
    const rest = restClient(running);
    const { body } = await rest.send('POST', '/sobjects/User', {
      ...{ Username: 'sync@example.com', LastName: 'Sync', Alias: 'sync', Email: 'sync@example.com' },
      ...{ ProfileId: profile?.['Id'], TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US' },
      ...{ EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US', IsActive: true },
    });
    user = (body as { id: string }).id;
    const made = await rest.send('POST', '/sobjects/PermissionSet', { Name: 'Sync_Set', Label: 'Sync' });
    set = (made.body as { id: string }).id;
    await rest.send('POST', '/sobjects/PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
  };
  beforeEach(() => start());
  afterEach(() => running.close());

  const soap = (name: string, content: Content) => call(running, name, content);
  const deploy = (given: Package, options?: Record<string, boolean>, more?: Content, files?: Record<string, string>) =>
    deployApp(running, app, given, options, more, files);
  const whole = (more: Parameters<typeof wholeApp>[1] = {}): Package => wholeApp(app, more);
  const flow = {
    global: { isClientCredentialsFlowEnabled: true },
    policy: {
      clientCredentialsFlowUser: 'sync@example.com',
      commaSeparatedPermissionSet: 'Sync_Set',
      isClientCredentialsFlowEnabled: true,
    },
  };

  async function read(type: Part): Promise<Record<string, string>> {
    const answer = await soap('readMetadata', { type, fullNames: partName(app, type) });
    const [records] = find(answer, 'records');
    return Object.fromEntries((records?.children ?? []).map(({ name, text }) => [name, text]));
  }

  async function token(form: Record<string, string>): Promise<Record<string, string>> {
    const response = await fetch(`${running.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return (await response.json()) as Record<string, string>;
  }

  async function credentials(): Promise<{ path: string; consumer: string; key: string; secret: string }> {
    const rest = restClient(running);
    await soap('updateMetadata', {
      metadata: {
        '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        '@xsi:type': 'ExternalClientAppSettings',
        fullName: 'ExternalClientApp',
        enableClientSecretInRestApiAccess: true,
      },
    });
    const { apps } = (await rest.get('/apps/oauth/usage')).body as { apps: { identifier: string }[] };
    const path = `/apps/oauth/credentials/${String(apps[0]?.identifier)}`;
    const { consumers } = (await rest.get(path)).body as { consumers: { id: string }[] };
    const consumer = `${path}/${String(consumers[0]?.id)}`;
    const body = (await rest.get(`${consumer}?part=keyandsecret`)).body as { key: string; secret: string };
    return { path, consumer, ...body };
  }

  const ask = ({ key, secret }: { key: string; secret: string }): Promise<Record<string, string>> =>
    token({ grant_type: 'client_credentials', client_id: key, client_secret: secret });

  it('are deployed whole, and the org adds the key and the policies', async () => {
    expect(await deploy(whole(flow))).to.deep.equal([]);
    expect(await read('ExternalClientApplication')).to.include({
      orgScopedExternalApp: `${running.org.id.slice(0, 15)}:${app}`,
      distributionState: 'Local',
    });
    expect(await read('ExtlClntAppConfigurablePolicies')).to.include({
      isEnabled: 'true',
      isOauthPluginEnabled: 'true',
    });
    const settings = await read('ExtlClntAppGlobalOauthSettings');
    expect(settings['consumerKey']).to.match(/^3MVG9/);
    expect(settings).not.to.have.property('consumerSecret');
    expect(await deploy(whole({ ...flow, global: { ...flow.global, consumerKey: 'another' } }))).to.deep.equal([]);
    expect(await read('ExtlClntAppGlobalOauthSettings')).to.include({ consumerKey: settings['consumerKey'] });
  });

  it('lose an element that stands out of order, and miss it later', async () => {
    const { externalClientApplication, ...rest } = oauth;
    const given = { ...whole(flow), ExtlClntAppOauthSettings: { ...rest, externalClientApplication } };
    expect(await deploy(given)).to.deep.equal(['Enter the name of the parent external client app']);
    expect(await read('ExternalClientApplication')).not.to.have.property('label');
  });

  it('need the app that their parts belong to, a run-as user by username, and sets that are there', async () => {
    const { ExternalClientApplication: _, ...orphans } = whole(flow);
    expect((await deploy(orphans))[0]).to.match(/no ExternalClientApplication named Sync found/);
    const enter = 'Enter a valid execution user for the OAuth client credentials flow.';
    for (const clientCredentialsFlowUser of ['Sync', 'nobody@example.com'])
      expect(await deploy(whole({ ...flow, policy: { ...flow.policy, clientCredentialsFlowUser } }))).to.deep.equal([
        enter,
      ]);
    const other = { ...flow.policy, commaSeparatedPermissionSet: 'Other_Set' };
    expect((await deploy(whole({ ...flow, policy: other })))[0]).to.match(/no PermissionSet named Other_Set found/);
    expect((await deploy(whole({ global: { certificate: 'none' } })))[0]).to.match(/certificate/);
  });

  it('give a token for client credentials when both switches are on and the user is approved', async () => {
    const off = { isClientCredentialsFlowEnabled: false };
    await deploy(whole({ ...flow, global: off }));
    const app_ = await credentials();
    const none = { error: 'invalid_grant', error_description: 'no client credentials user enabled' };
    expect(await ask(app_)).to.deep.equal(none);
    await deploy(whole({ global: flow.global, policy: { ...flow.policy, ...off } }));
    expect(await ask(app_)).to.deep.equal(none);
    await deploy(whole(flow));
    const granted = await ask(app_);
    expect(granted).to.include({ scope: 'api', token_type: 'Bearer' });
    expect(granted['id']).to.contain(user);
    for (const row of running.org.store.find('PermissionSetAssignment', { PermissionSetId: set }))
      running.org.store.delete('PermissionSetAssignment', String(row['Id']));
    expect(await ask(app_)).to.include({ error: 'invalid_app_access' });
  });

  it('leave out of client credentials the scopes that these cannot have', async () => {
    const scopes = (commaSeparatedOauthScopes: string) =>
      deploy(whole({ ...flow, oauth: { commaSeparatedOauthScopes } }));
    await scopes('Full, RefreshToken, Api');
    const app_ = await credentials();
    expect(await ask(app_)).to.include({ scope: 'api' });
    await scopes('Full, RefreshToken');
    expect(await ask(app_)).to.deep.equal({ error: 'invalid_grant', error_description: 'no valid scopes defined' });
  });

  it('give a token for an assertion that their certificate verifies', async () => {
    const { key, certificate } = keyPair();
    await deploy(whole({ global: { certificate }, policy: { commaSeparatedPermissionSet: 'Sync_Set' } }));
    const { consumerKey } = await read('ExtlClntAppGlobalOauthSettings');
    const given = (signer: string) => token({ grant_type: jwtGrant, assertion: signed(String(consumerKey), signer) });
    expect(await given(key)).to.include({ scope: 'api' });
    expect(await given(keyPair().key)).to.include({ error_description: 'invalid assertion' });
    await deploy(whole({ global: { certificate }, policy: { permittedUsersPolicyType: 'AllSelfAuthorized' } }));
    expect(await given(key)).to.include({ error_description: "user hasn't approved this consumer" });
  });

  for (const expiredCertificate of ['refused', 'accepted'] as const)
    it(`take a certificate outside of its dates or not (${expiredCertificate})`, async () => {
      await running.close();
      await start({ expiredCertificate });
      const { key, certificate } = keyPair(-2);
      await deploy(whole({ global: { certificate }, policy: { commaSeparatedPermissionSet: 'Sync_Set' } }));
      const { consumerKey } = await read('ExtlClntAppGlobalOauthSettings');
      const answer = await token({ grant_type: jwtGrant, assertion: signed(String(consumerKey), key) });
      const invalid = { error: 'invalid_grant', error_description: 'invalid assertion' };
      expect(answer).to.include(expiredCertificate === 'accepted' ? { scope: 'api' } : invalid);
    });

  it('are unknown to the token endpoint until they have spread', async () => {
    await running.close();
    await start({ appSpreads: 2 });
    await deploy(whole(flow));
    const app_ = await credentials();
    const errors = [];
    for (let tries = 0; tries < 3; tries += 1) errors.push((await ask(app_))['error']);
    expect(errors).to.deep.equal(['invalid_client_id', 'invalid_client_id', undefined]);
  });

  it('tell their secret only where the org lets the API read it and the caller may', async () => {
    await deploy(whole(flow));
    const rest = restClient(running);
    const { apps } = (await rest.get('/apps/oauth/usage')).body as { apps: { identifier: string }[] };
    const path = `/apps/oauth/credentials/${String(apps[0]?.identifier)}`;
    expect(await rest.get(path)).to.include({ status: 403 });
    const app_ = await credentials();
    expect(app_.secret).to.match(/^[0-9A-F]{64}$/);
    expect((await rest.get(app_.consumer)).body).to.include({ key: app_.key, secret: null });
    const other = restClient(running, 'sync@example.com');
    expect(await other.get(path)).to.include({ status: 403 });
  });

  it('take staged credentials beside the primary ones, and the former ones after a rotation until they are dropped', async () => {
    await deploy(whole(flow));
    const old = await credentials();
    const rest = restClient(running);
    const made = (await rest.send('POST', `${old.consumer}/staged`)).body as {
      stagedCredentials: { id: string; key: string; secret: string }[];
    };
    const next = made.stagedCredentials[0];
    if (next === undefined) throw new Error('nothing staged');
    expect(await rest.send('POST', `${old.consumer}/staged`)).to.include({ status: 400 });
    expect((await rest.send('PATCH', `${old.consumer}/staged/${next.id}`, { command: 'rotate' })).body).to.include({
      state: 'Rotated',
    });
    expect((await rest.get(`${old.consumer}?part=keyandsecret`)).body).to.include({
      key: next.key,
      secret: next.secret,
    });
    expect([await ask(old), await ask(next)].map(({ scope }) => scope)).to.deep.equal(['api', 'api']);
    expect(await rest.send('DELETE', `${old.consumer}/staged/${next.id}`)).to.include({ status: 204 });
    expect([(await ask(old))['error'], (await ask(next))['scope']]).to.deep.equal(['invalid_client_id', 'api']);
  });

  it('are the only new applications: a new connected app is refused, one that is there is deployed', async () => {
    const connected = (name: string, content?: Record<string, Content>): Promise<string[]> =>
      deploy(
        {},
        {},
        { members: name, name: 'ConnectedApp' },
        content === undefined
          ? {}
          : { [`connectedApps/${name}.connectedApp`]: printXml('ConnectedApp', { '@xmlns': namespace, ...content }) },
      );
    const content = { contactEmail: 'team@example.com', label: 'ERP Connector' };
    const no = [
      "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
    ];
    expect(await connected('Old')).to.deep.equal(no);
    expect(await connected('Old', { ...content, label: 'Old' })).to.deep.equal(no);
    const before = dumpMetadata(running.org);
    expect(await connected('ERP_Connector', content)).to.deep.equal([]);
    expect(dumpMetadata(running.org)).not.to.deep.equal(before);
    expect((await connected('ERP_Connector'))[0]).to.contain('was not found in zipped directory');
    expect((await connected('ERP_Connector', { label: 'ERP Connector' }))[0]).to.contain('contactEmail');
  });

  it('are gone with all that belongs to them when they are deleted, and the org is as it was', async () => {
    const before = dumpMetadata(running.org);
    await deploy(whole(flow));
    const app_ = await credentials();
    expect(await ask(app_)).to.include({ scope: 'api' });
    const remove = async (type: Part): Promise<string> =>
      textIn(await soap('deleteMetadata', { type, fullNames: partName(app, type) }), 'success');
    expect(await remove('ExternalClientApplication')).to.equal('true');
    expect(await remove('ExternalClientApplication')).to.equal('false');
    expect(await ask(app_)).to.include({ error: 'invalid_client_id' });
    expect(await restClient(running).get(app_.path)).to.include({ status: 404 });
    const { _Metadata: left, ...rest } = dumpMetadata(running.org);
    expect(left?.map((row) => row['Type'])).to.deep.equal(['ExternalClientAppSettings']);
    expect(rest).to.deep.equal(before);
  });

  it('show in a dump of the org, a new secret too, but no secret itself', async () => {
    await deploy(whole(flow));
    const { secret } = await credentials();
    const before = dumpMetadata(running.org);
    expect(before['_Consumer']).to.have.length(1);
    expect(before['_Metadata']?.map((row) => row['Type'])).to.include.members(PARTS);
    expect(JSON.stringify(before)).not.to.include(secret);
    rotateSecret(running.org, app);
    expect(dumpMetadata(running.org)).not.to.deep.equal(before);
  });
});
