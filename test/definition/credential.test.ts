import { expect } from 'chai';
import { resolveCredential, SCOPES, type RawCredential } from '../../src/definition/credential.ts';
import { error, warning, type Problem } from '../../src/definition/problem.ts';

const JWT: RawCredential = { type: 'jwt', certificate: 'erp.pem' };
const resolved = (more: Partial<RawCredential>) => resolveCredential({ ...JWT, ...more }, 'Integration_ERP');

describe('resolveCredential', () => {
  it('names the app after the integration, and leaves alone what nobody speaks of', () => {
    expect(resolveCredential({ type: 'client-credentials' }, 'Integration_ERP')).to.deep.equal({
      credential: {
        type: 'client-credentials',
        app: 'Integration_ERP',
        scopes: undefined,
        ipRanges: undefined,
        certificate: undefined,
      },
      problems: [],
    });
  });

  it('takes what is given, each scope once', () => {
    const scopes = ['api', 'refresh_token', 'Refresh Token', 'CDP-Ingest', 'Api'];
    const ipRanges = ['198.51.100.7', ' 198.51.100.0 - 198.51.100.255 '];
    expect(resolved({ app: 'ERP_2', scopes, ipRanges })).to.deep.equal({
      credential: {
        type: 'jwt',
        app: 'ERP_2',
        scopes: ['Api', 'RefreshToken', 'CDPIngest'],
        ipRanges: [
          { start: '198.51.100.7', end: '198.51.100.7' },
          { start: '198.51.100.0', end: '198.51.100.255' },
        ],
        certificate: 'erp.pem',
      },
      problems: [],
    });
  });

  const cases: readonly (readonly [what: string, given: Partial<RawCredential>, problems: readonly Problem[]])[] = [
    ['a name of one letter', { app: 'a' }, []],
    ['a name of 80 characters', { app: 'a'.repeat(80) }, []],
    ...['a'.repeat(81), '1a', 'a__b', 'a_', '_a', 'a b', 'a-b', 'ä', ''].map(
      (app) => [`the name "${app}"`, { app }, [error('credentialApp', app, [app])]] as const,
    ),

    ['full access, which is rarely meant', { scopes: ['full'] }, [warning('credentialScopeFull', 'Full')]],
    [
      'a scope that is nearly one',
      { scopes: ['OpenIDs'] },
      [error('credentialScope', 'OpenIDs', ['OpenIDs'], ['OpenID'])],
    ],
    [
      'a scope that is like none',
      { scopes: ['everything-there-is'] },
      [error('credentialScope', 'everything-there-is', ['everything-there-is'], [SCOPES.join(', ')])],
    ],

    ['the first and the last address', { ipRanges: ['0.0.0.0-255.255.255.255'] }, []],
    ['addresses that count up in front', { ipRanges: ['1.0.0.9-2.0.0.1', '1.1.0.9-1.2.0.0', '1.1.1.9-1.1.2.0'] }, []],
    ...[
      ...['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.a', '1.2.3.', '1.2.3.0004', '1.2.3.-4', '::1', ''],
      ...['1.2.3.4-', '1.2.3.4-5', 'x-1.2.3.4', '1.2.3.4-1.2.3.5-1.2.3.6', '1.2.3.4/24', '1.2.3.x4', '1.2.3.4x'],
      ...['1.2.3.5-1.2.3.4', '2.0.0.1-1.0.0.9', '1.2.0.0-1.1.0.9', '1.1.2.0-1.1.1.9'],
    ].map(
      (range) =>
        [`the addresses "${range}"`, { ipRanges: [range] }, [error('credentialIpRange', range, [range])]] as const,
    ),

    [
      'a certificate where the app has a secret',
      { type: 'client-credentials' },
      [error('credentialCertificateUnused', 'Integration_ERP', ['erp.pem'])],
    ],
    [
      'all at once',
      { app: '1', scopes: ['full', 'x'], ipRanges: ['1', '1.2.3.4'], type: 'client-credentials' },
      [
        error('credentialApp', '1', ['1']),
        warning('credentialScopeFull', 'Full'),
        error('credentialScope', 'x', ['x'], [SCOPES.join(', ')]),
        error('credentialIpRange', '1', ['1']),
        error('credentialCertificateUnused', '1', ['erp.pem']),
      ],
    ],
  ];
  for (const [what, given, problems] of cases) {
    it(`finds ${problems.length === 0 ? 'nothing wrong in ' : ''}${what}`, () => {
      expect(resolved(given).problems).to.deep.equal(problems);
    });
  }

  it('leaves a range out that is wrong', () => {
    expect(resolved({ ipRanges: ['1', '1.2.3.4'] }).credential.ipRanges).to.deep.equal([
      { start: '1.2.3.4', end: '1.2.3.4' },
    ]);
  });
});
