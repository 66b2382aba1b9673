import { expect } from 'chai';
import type { RawObjectAccess } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { createJson } from './harness.ts';
import { displayJson } from './reading.ts';
import { applied } from './twoUsers.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, USERNAME } from './zoomInfo.ts';

const fieldsIn = ({ org }: RunningOrg): string[] =>
  org.store
    .find('FieldPermissions', {
      ParentId: org.store.find('PermissionSet', { Name: 'Integration_ZoomInfo' })[0]?.['Id'] ?? '',
    })
    .map((row) => `${String(row['Field'])}${row['PermissionsEdit'] === 1 ? '=edit' : ''}`)
    .sort();

describe('fields whose security is that of another field', () => {
  const persons = { features: { personAccounts: true } };
  const all = ['--object', 'Account=read', '--field', 'Account.*=read'];

  it('are left out of all fields of Account where they belong to person accounts, and that is said', () =>
    withOrg(persons, async (org) => {
      const { json, exitCode } = await createJson(org, [...NOBODY, ...all]);
      expect(exitCode, json.message).to.equal(0);
      expect(json.warnings.join()).to.contain('Contact.*=read');
      expect(fieldsIn(org)).to.include('Account.Website').and.include('Account.Region__c');
      expect(fieldsIn(org).filter((name) => /Person|__pc/.test(name))).to.deep.equal([]);
      expect((await createJson(org, [...NOBODY, ...all])).json.result?.outcome).to.equal('unchanged');
    }));

  it('are said nothing of where all fields of Contact are given, too', () =>
    withOrg(persons, async (org) => {
      const contact = ['--object', 'Contact=read', '--field', 'Contact.*=read'];
      const { json } = await createJson(org, [...NOBODY, ...all, ...contact, '--dry-run']);
      expect(json.result?.users[0]?.findings.map(({ id }) => id)).not.to.include('person-account-fields');
    }));

  it('are refused by name, with the name of the field that secures them', () =>
    withOrg(persons, async (org) => {
      const named = [
        '--object',
        'Account=read',
        '--field',
        'Account.PersonEmail=edit',
        '--field',
        'Account.Region__pc',
      ];
      const { json, requests } = await createJson(org, [...NOBODY, ...named]);
      const blockers = json.result?.blockers ?? [];
      expect(blockers.map(({ id, fix }) => [id, fix])).to.deep.equal([
        ['field-person-account', 'Name Contact.Email instead.'],
        ['field-person-account', 'Name Contact.Region__c instead.'],
      ]);
      expect(requests.filter(({ method, path }) => method === 'POST' && path.includes('/sobjects'))).to.deep.equal([]);
    }));

  it('are known to be visible where the field of Contact is', () =>
    withOrg(persons, async (org) => {
      const objects = ['--object', 'Account=read', '--object', 'Contact=read'];
      await createJson(org, [...NOBODY, ...objects, '--field', 'Contact.Email']);
      const asked = ['--username', USERNAME, '--access'];
      const { json: seen } = await displayJson(org, [...asked, 'Account.PersonEmail']);
      expect(seen.result?.access?.granted, JSON.stringify(seen)).to.equal(true);
      const { json: unseen } = await displayJson(org, [...asked, 'Account.PersonTitle']);
      expect(unseen.result?.access?.granted).to.equal(false);
      expect(JSON.stringify(unseen.result?.access)).to.contain('Contact.Title');
    }));

  const activity = async (org: RunningOrg, objects: Readonly<Record<string, RawObjectAccess>>): Promise<string> => {
    const permissionSet = { objects, userPermissions: ['EditTask', 'ActivitiesAccess'] };
    const user = { name: 'ZoomInfo', username: USERNAME, email: 'team@acme.com', permissionSet };
    const definition = { users: [user] };
    const { json, exitCode } = await applied(org, definition);
    expect(exitCode, json.message).to.equal(0);
    expect((await applied(org, definition)).json.result?.outcome).to.equal('unchanged');
    const { json: verified } = await verifyJson(org, ['--username', USERNAME]);
    expect(verified.result?.counts.errors).to.equal(0);
    return json.result?.outcome ?? '';
  };

  it('are the same for both kinds of activities: one is written, and neither is drift', () =>
    withOrg({}, async (org) => {
      expect(await activity(org, { Task: { editFields: ['Next_Step__c'] } })).to.equal('created');
      expect(fieldsIn(org)).to.deep.equal(['Event.Next_Step__c=edit', 'Task.Next_Step__c=edit']);
      const both = { readFields: ['Next_Step__c', 'Call_Outcome__c'] };
      expect(await activity(org, { Task: both, Event: both })).to.equal('updated');
      const names = ['Call_Outcome__c', 'Next_Step__c'];
      expect(fieldsIn(org)).to.deep.equal(['Event', 'Task'].flatMap((kind) => names.map((name) => `${kind}.${name}`)));
      expect(await activity(org, { Event: { readFields: ['Next_Step__c'] } })).to.equal('updated');
      expect(await activity(org, {})).to.equal('updated');
      expect(fieldsIn(org)).to.deep.equal([]);
    }));
});
