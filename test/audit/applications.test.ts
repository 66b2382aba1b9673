import { expect } from 'chai';
import { isApplication, isForPeople } from '../../src/audit/applications.ts';
import { flowOf, unknownTypes } from '../../src/audit/flows.ts';

const PEOPLES = [
  ...['Salesforce for iOS', 'Salesforce for Android', 'SalesforceA', 'Salesforce CLI', 'Salesforce for Outlook'],
  ...[
    'Chatter Desktop',
    'Data Loader',
    'DataLoaderBulkUI/',
    'Dataloader Partner',
    'Workbench',
    'Postman',
    'Salesforce1/iOS',
  ],
  ...['Salesforce Mobile', 'Microsoft Excel', 'Salesforce Inspector Reloaded', 'Visual Studio Code', 'sfdx'],
];
const MACHINES = [
  ...[
    'ERP',
    'DataLoaderBulkBatch/',
    'dataloader.io',
    'MuleSoft',
    'Informatica Cloud',
    'Salesforce Feed',
    'Marketing Link',
  ],
  ...['Warehouse', 'CLImate Sync', 'Chatterbox ETL'],
];

describe('applications', () => {
  for (const name of PEOPLES) it(`${name} is one of people`, () => expect(isForPeople(name, 1, 100)).to.equal(true));
  for (const name of MACHINES) it(`${name} is none`, () => expect(isForPeople(name, 3, 100)).to.equal(false));

  it('of a crowd are for people, whatever their name', () => {
    expect([50, 51].map((users) => isForPeople('ERP', users, 100))).to.deep.equal([false, true]);
    expect([900, 1001].map((users) => isForPeople('ERP', users, 100_000))).to.deep.equal([false, true]);
    expect(isForPeople('ERP', 51, undefined)).to.equal(true);
  });

  it('are not what stands where there is none', () => {
    expect(['', 'N/A', 'Browser', 'Unknown', 'ERP'].filter(isApplication)).to.deep.equal(['ERP']);
  });
});

describe('flows', () => {
  it('that are not known are told, and count as web pages', () => {
    expect(
      unknownTypes([
        { type: 'Application', subType: '' },
        { type: 'Quantum', subType: '' },
      ]),
    ).to.deep.equal(['Quantum']);
    expect(flowOf({ type: 'Quantum', subType: '' })).to.equal('ui-login');
    expect(flowOf({ type: 'Remote Access 2.0', subType: 'OAuth Telepathy' })).to.equal('interactive-consent');
  });
});
