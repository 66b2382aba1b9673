import { expect } from 'chai';
import { externalClientAppsPage, setupPage } from '../../src/org/links.ts';
import { baseName, longId, qualified } from '../../src/org/names.ts';
import { found } from '../../src/plan/found.ts';

describe('qualified and baseName', () => {
  const cases: readonly (readonly [string | undefined, string, string])[] = [
    [undefined, 'Set', 'Set'],
    [undefined, 'My_Set', 'My_Set'],
    ['ns', 'Set', 'ns__Set'],
    ['my_ns', 'My_Set', 'my_ns__My_Set'],
    ['ns2', 'Custom__c', 'ns2__Custom__c'],
  ];
  for (const [namespace, name, whole] of cases) {
    it(`know ${whole} both ways`, () => {
      expect(qualified(namespace, name)).to.equal(whole);
      expect(baseName(whole)).to.equal(name);
    });
  }

  it('leave alone what only looks like a namespace', () => {
    for (const name of ['__Set', '1__Set', 'ns__', "ns__Set'"]) expect(baseName(name)).to.equal(name);
  });
});

describe('found', () => {
  const rows = [
    { id: 'package', name: 'Skip', namespace: 'ns' },
    { id: 'own', name: 'Skip', namespace: undefined },
  ];

  it("tells the org's own from a package's, in any case", () => {
    expect(found(rows, 'SKIP').map(({ id }) => id)).to.deep.equal(['own']);
    expect(found(rows, 'NS__skip').map(({ id }) => id)).to.deep.equal(['package']);
  });

  it('finds nothing else', () => {
    expect(found(rows, 'other__Skip')).to.deep.equal([]);
    expect(found(rows, 'Ski')).to.deep.equal([]);
    expect(found([], 'Skip')).to.deep.equal([]);
  });
});

describe('addresses in Setup', () => {
  const cases: readonly (readonly [string, 'user' | 'profile' | 'permissionSet', string])[] = [
    [
      'https://acme.my.salesforce.com/',
      'user',
      'https://acme.lightning.force.com/lightning/setup/ManageUsers/page?address=%2F005%3Fnoredirect%3D1',
    ],
    [
      'https://acme--uat.sandbox.my.salesforce.com',
      'profile',
      'https://acme--uat.sandbox.lightning.force.com/lightning/setup/EnhancedProfiles/page?address=%2F005',
    ],
    ['http://localhost:7357', 'permissionSet', 'http://localhost:7357/lightning/setup/PermSets/page?address=%2F005'],
  ];
  for (const [instance, kind, expected] of cases) {
    it(`${kind} on ${instance}`, () => {
      expect(setupPage(instance, kind, '005')).to.equal(expected);
    });
  }

  it('the page of External Client Apps', () => {
    expect(externalClientAppsPage('https://acme.my.salesforce.com')).to.equal(
      'https://acme.lightning.force.com/lightning/setup/ManageExternalClientApplication/home',
    );
  });
});

describe('longId', () => {
  for (const [short, long] of [
    ['0PSB000000YcxkJ', '0PSB000000YcxkJOAR'],
    ['001000000000001', '001000000000001AAA'],
    ['0PSDM000000mCXD', '0PSDM000000mCXD4A2'],
  ] as const)
    it(`makes ${long} of ${short}`, () => {
      expect(longId(short).slice(0, 15)).to.equal(short);
      expect(longId(short)).to.equal(long);
      expect(longId(long)).to.equal(long);
    });

  it('leaves alone what is no id', () => {
    for (const text of ['', 'Account', 'Account.Name', '01I5e000000abcd.00N']) expect(longId(text)).to.equal(text);
  });
});
