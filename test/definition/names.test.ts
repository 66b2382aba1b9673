import { expect } from 'chai';
import fc from 'fast-check';
import {
  alias,
  apiName,
  defaultPermissionSetLabel,
  defaultPermissionSetName,
  defaultUsername,
  localPart,
  myDomain,
} from '../../src/definition/names.ts';
import { permissionSetNameProblems, usernameProblems } from '../../src/definition/validate.ts';
import { anyText } from './anyText.ts';
import { EMPTY_SET } from './sets.ts';

describe('apiName', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['ZoomInfo', 'ZoomInfo'],
    ['Billing Sync', 'Billing_Sync'],
    ['  Billing -- Sync  ', 'Billing_Sync'],
    ['Müller & Søn', 'Muller_S_n'],
    ['ﬁnance', 'finance'],
    ['3PL', '3PL'],
    ['__a__', 'a'],
    ['データ', ''],
  ];
  for (const [name, expected] of cases) {
    it(`makes "${expected}" of "${name}"`, () => {
      expect(apiName(name)).to.equal(expected);
    });
  }

  it('never leaves anything but letters, digits and single underscores inside', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(apiName(name)).to.match(/^(?:[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)?$/);
      }),
    );
  });
});

describe('default names', () => {
  it('of the permission set begin with Integration', () => {
    expect(defaultPermissionSetName('Billing Sync')).to.equal('Integration_Billing_Sync');
    expect(defaultPermissionSetLabel('Billing Sync')).to.equal('Integration - Billing Sync');
  });

  it('of the permission set fit Salesforce for every name of up to 66 plain characters', () => {
    const unit = fc.constantFrom('a', 'Z', '9', ' ', '-', '.');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 66 }), (name) => {
        fc.pre(apiName(name) !== '');
        const set = { name: defaultPermissionSetName(name), label: defaultPermissionSetLabel(name) };
        expect(permissionSetNameProblems({ ...set, ...EMPTY_SET })).to.deep.equal([]);
      }),
    );
  });

  it('alias: at most 8 lower-case letters and digits', () => {
    expect(alias('Zoom Info Sync')).to.equal('zoominfo');
    expect(alias('A-1')).to.equal('a1');
    expect(alias('Ünï')).to.equal('uni');
  });
});

describe('myDomain', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['https://acme.my.salesforce.com', 'acme'],
    ['https://acme.my.salesforce.com/', 'acme'],
    ['https://ACME.My.Salesforce.com', 'acme'],
    ['https://acme--uat.sandbox.my.salesforce.com', 'acme--uat'],
    ['https://acme--uat.cs77.my.salesforce.com', 'acme--uat'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'acme-dev-ed'],
    ['https://ruby-fox-1234.scratch.my.salesforce.com', 'ruby-fox-1234'],
    ['https://acme.my.salesforce.mil', 'acme'],
    ['https://acme.my.sfcrmproducts.cn', 'acme'],
    ['https://acme.my.salesforce-setup.com', 'acme'],
    ['https://na139.salesforce.com', undefined],
    ['https://login.salesforce.com', undefined],
    ['https://my.salesforce.com', undefined],
    ['https://acme.my.salesforce.com.evil.example', undefined],
    ['https://acme_test.my.salesforce.com', undefined],
    ['http://localhost:7357', undefined],
    ['http://127.0.0.1:7357', undefined],
    ['acme.my.salesforce.com', undefined],
    ['', undefined],
  ];
  for (const [url, expected] of cases) {
    it(`of ${url === '' ? 'nothing' : url} is ${expected ?? 'none'}`, () => {
      expect(myDomain(url)).to.equal(expected);
    });
  }
});

describe('defaultUsername', () => {
  const org15 = '00D8d000009wPdk';
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['ZoomInfo', 'https://acme.my.salesforce.com', org15, 'zoominfo@acme.integration'],
    ['Zoom Info', 'https://acme--uat.sandbox.my.salesforce.com', org15, 'zoominfo@acme--uat.integration'],
    ['A', 'https://ruby-fox-1234.scratch.my.salesforce.com', org15, 'a@ruby-fox-1234.integration'],
    ['A', 'http://localhost:7357', org15, 'a@00d8d000009wpdkeae.integration'],
    ['A', 'http://localhost:7357', '00D8d000009wPdkEAE', 'a@00d8d000009wpdkeae.integration'],
    ['A', 'http://localhost:7357', '00D1U00000ABCdE', 'a@00d1u00000abcdeuax.integration'],
    ['x'.repeat(66), 'https://acme.my.salesforce.com', org15, `${'x'.repeat(63)}@acme.integration`],
    ['A', 'https://na139.salesforce.com', '00D000000000001', 'a@00d000000000001eaa.integration'],
  ];
  for (const [name, url, id, expected] of cases) {
    it(`of "${name}" on ${url} (${String(id.length)}) is ${expected}`, () => {
      expect(defaultUsername(name, url, id)).to.equal(expected);
    });
  }

  it('is cut in front of the @ where name and My Domain are long: Salesforce takes 80 characters', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' '), minLength: 1, maxLength: 66 });
    fc.assert(
      fc.property(name, fc.stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){15,20}$/), (text, domain) => {
        fc.pre(apiName(text) !== '');
        const username = defaultUsername(text, `https://${domain}.my.salesforce.com`, org15);
        expect(usernameProblems(username)).to.deep.equal([]);
        expect(localPart(text).startsWith(username.split('@')[0] ?? '-')).to.equal(true);
      }),
    );
  });

  it('is one that Salesforce takes, for every name with a letter or digit and every short My Domain', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '_', '.', 'é'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(name, fc.stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){0,15}$/), (text, domain) => {
        fc.pre(apiName(text) !== '');
        const username = defaultUsername(text, `https://${domain}.my.salesforce.com`, org15);
        expect(usernameProblems(username)).to.deep.equal([]);
        expect(username).to.equal(username.toLowerCase());
      }),
    );
  });
});
