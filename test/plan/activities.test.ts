import { expect } from 'chai';
import { apply, complete } from './complete.ts';
import { lines, type Given } from './given.ts';
import { field, fieldRow, object, OWN_SET_ID } from './snapshot.ts';

const activity = (name: string) => [name.toLowerCase(), object(name, [field('Step__c'), field('Type')])] as const;
const schema = { objects: new Map([activity('Task'), activity('Event')]) };
type Fields = NonNullable<NonNullable<Given['set']>['objects']>;
type Rows = readonly (readonly [string, boolean])[];

/** What `apply` changes of the rows of the user's own set. */
function applied(objects: Fields, rows: Rows): string[] {
  const fieldPermissions = rows.map(([name, edit]) => fieldRow(OWN_SET_ID, name, edit));
  return lines(apply({ set: { objects }, schema, state: complete({ fieldPermissions }) }));
}

const read = { readFields: ['Step__c'] };
const edit = { editFields: ['Step__c'] };

/** Salesforce keeps the security of a custom field of both kinds of activities the same (facts 3.3). */
const CASES: readonly (readonly [string, Fields, Rows, readonly string[]])[] = [
  ['of both kinds takes one row', { Task: read, Event: read }, [], ['create FieldPermissions Task.Step__c (read)']],
  ['takes the row with more', { Task: read, Event: edit }, [], ['create FieldPermissions Event.Step__c (edit)']],
  [
    'of both kinds gets the second row where an org has made the first alone',
    { Task: read, Event: read },
    [['Task.Step__c', false]],
    ['create FieldPermissions Event.Step__c (read)'],
  ],
  ['of one kind leaves the other alone', { Task: edit }, [...both(true)], []],
  [
    'that may be read alone is not left to be edited',
    { Task: read },
    [...both(true)],
    ['update FieldPermissions Task.Step__c (not edit)'],
  ],
  ['that may be edited in one kind stays so in both', { Task: read, Event: edit }, [...both(true)], []],
  ['that is not wanted goes once', {}, [...both(false)], ['delete FieldPermissions Task.Step__c (read)']],
  [
    'that is a standard one is a row of each kind',
    { Task: { readFields: ['Type'] }, Event: { readFields: ['Type'] } },
    [],
    ['create FieldPermissions Task.Type (read)', 'create FieldPermissions Event.Type (read)'],
  ],
  [
    'that is a standard one of one kind goes from the other',
    { Task: { readFields: ['Type'] } },
    [
      ['Task.Type', false],
      ['Event.Type', false],
    ],
    ['delete FieldPermissions Event.Type (read)'],
  ],
];

function both(canEdit: boolean): Rows {
  return [
    ['Task.Step__c', canEdit],
    ['Event.Step__c', canEdit],
  ];
}

describe('a field of activities', () => {
  for (const [title, objects, rows, expected] of CASES)
    it(title, () => {
      expect(applied(objects, rows)).to.deep.equal(expected);
    });
});
