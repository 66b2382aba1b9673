import { createSign } from 'node:crypto';
import { expect } from 'chai';
import JSZip from 'jszip';
import forge from 'node-forge';
import { printXml, type Content } from '../../metadata/printXml.ts';
import { childrenNamed, childText, parseXml, type Element } from '../../metadata/xml.ts';
import type { Switches } from '../../org.ts';
import { restClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

const app = 'Sync';
const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const namespace = 'http://soap.sforce.com/2006/04/metadata';

const parts = {
  ExternalClientApplication: ['externalClientApps', app, 'eca'],
  ExtlClntAppOauthSettings: ['extlClntAppOauthSettings', `${app}_oauth`, 'ecaOauth'],
  ExtlClntAppGlobalOauthSettings: ['extlClntAppGlobalOauthSets', `${app}_glbloauth`, 'ecaGlblOauth'],
  ExtlClntAppOauthConfigurablePolicies: ['extlClntAppOauthPolicies', `${app}_oauthPlcy`, 'ecaOauthPlcy'],
  ExtlClntAppConfigurablePolicies: ['extlClntAppPolicies', `${app}_plcy`, 'ecaPlcy'],
} as const;
type Part = keyof typeof parts;
type Package = Partial<Record<Part, Record<string, Content>>>;

const application = { contactEmail: 'team@example.com', label: 'Sync' };
const oauth = { commaSeparatedOauthScopes: 'Api', externalClientApplication: app, label: 'Sync' };
const global = { callbackUrl: 'https://example.com', externalClientApplication: app, label: 'Sync' };
const policy = {
  externalClientApplication: app,
  label: 'Sync',
  permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
};

/** A key and a certificate of its own. */
function keyPair(): { key: string; certificate: string } {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.validity.notAfter.setFullYear(certificate.validity.notBefore.getFullYear() + 1);
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

  async function soap(name: string, content: Content): Promise<Element> {
    const body = printXml(name, { '@xmlns': namespace, ...(content as object) });
    const response = await fetch(`${running.url}/services/Soap/m/67.0`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
      body: `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><SessionHeader xmlns="${namespace}"><sessionId>${running.tokenFor(running.adminUsername)}</sessionId></SessionHeader></Header><Body>${body}</Body></Envelope>`,
    });
    const text = await response.text();
    return parseXml(text);
  }

  /** Deploys parts of an app; gives back the problems. */
  async function deploy(given: Package, options: Record<string, boolean> = {}, more: Content = []): Promise<string[]> {
    const zip = new JSZip();
    const types = (Object.keys(given) as Part[]).map((type) => ({ members: parts[type][1], name: type }));
    zip.file(
      'package.xml',
      printXml('Package', { '@xmlns': namespace, types: [...types, ...[more].flat()], version: '67.0' }),
    );
    for (const [type, content] of Object.entries(given)) {
      const [folder, name, suffix] = parts[type as Part];
      zip.file(`${folder}/${name}.${suffix}`, printXml(type, { '@xmlns': namespace, ...content }));
    }
    const ZipFile = await zip.generateAsync({ type: 'base64' });
    const DeployOptions = { rollbackOnError: true, singlePackage: true, ...options };
    const id = textIn(await soap('deploy', { ZipFile, DeployOptions }), 'id');
    for (let looks = 0; looks < 20; looks += 1) {
      const answer = await soap('checkDeployStatus', { asyncProcessId: id, includeDetails: true });
      if (textIn(answer, 'done') === 'true') return all(answer, 'problem');
    }
    throw new Error('the deploy does not end');
  }

  const whole = (more: { global?: object; policy?: object; oauth?: object } = {}): Package => ({
    ExternalClientApplication: application,
    ExtlClntAppOauthSettings: { ...oauth, ...more.oauth },
    ExtlClntAppGlobalOauthSettings: inOrder({ ...global, ...more.global }),
    ExtlClntAppOauthConfigurablePolicies: inOrder({ ...policy, ...more.policy }),
  });
  const flow = {
    global: { isClientCredentialsFlowEnabled: true },
    policy: {
      clientCredentialsFlowUser: 'sync@example.com',
      commaSeparatedPermissionSet: 'Sync_Set',
      isClientCredentialsFlowEnabled: true,
    },
  };

  async function read(type: Part): Promise<Record<string, string>> {
    const answer = await soap('readMetadata', { type, fullNames: parts[type][1] });
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
    const assertion = (signer: string): string => {
      const exp = Math.floor(Date.now() / 1000) + 120;
      const claims = { iss: consumerKey, sub: 'sync@example.com', aud: 'https://login.salesforce.com', exp };
      const text = [{ alg: 'RS256' }, claims]
        .map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
        .join('.');
      return `${text}.${createSign('RSA-SHA256').update(text).sign(signer, 'base64url')}`;
    };
    const given = (signer: string) => token({ grant_type: jwtGrant, assertion: assertion(signer) });
    expect(await given(key)).to.include({ scope: 'api' });
    expect(await given(keyPair().key)).to.include({ error_description: 'invalid assertion' });
    await deploy(whole({ global: { certificate }, policy: { permittedUsersPolicyType: 'AllSelfAuthorized' } }));
    expect(await given(key)).to.include({ error_description: "user hasn't approved this consumer" });
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

  it('are the only new applications: a connected app is refused', async () => {
    expect(await deploy({}, {}, { members: 'Old', name: 'ConnectedApp' })).to.deep.equal([
      "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
    ]);
  });
});

/** The members of a part in the order of the WSDL, which is the order of the alphabet. */
function inOrder(content: Record<string, Content>): Record<string, Content> {
  return Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function find(element: Element, name: string): Element[] {
  return [...childrenNamed(element, name), ...element.children.flatMap((child) => find(child, name))];
}

function all(element: Element, name: string): string[] {
  return find(element, name).map(({ text }) => text);
}

function textIn(element: Element, name: string): string {
  const [found] = find(element, name);
  return found === undefined ? (childText(element, name) ?? '') : found.text;
}
