// Over 300 lines: one list of what a group of records may be answered.
import { expect } from 'chai';
import type { RecordWrite } from '../../src/org/write/records.ts';
import { OrgSilence } from '../../src/org/wire/refusal.ts';
import { GroupRefusal, writeOneByOne, writeTogether, type Ids, type Written } from '../../src/org/write/writeGroup.ts';
import { fakeOrg, rejection, thrown, type Asked } from './fake.ts';

const user: RecordWrite = { key: 'user', method: 'POST', object: 'User', fields: { Username: 'u' } };
const license: RecordWrite = {
  method: 'POST',
  object: 'PermissionSetLicenseAssign',
  fields: { AssigneeId: { ref: 'user' }, PermissionSetLicenseId: '0PL' },
};
const set: RecordWrite = {
  method: 'POST',
  object: 'PermissionSetAssignment',
  fields: { AssigneeId: { ref: 'user' }, PermissionSetId: { ref: 'permissionSet' } },
};
const field = (name: string): RecordWrite => ({ method: 'POST', object: 'FieldPermissions', fields: { Field: name } });
const patch: RecordWrite = { method: 'PATCH', object: 'User', id: '005', fields: { IsActive: true } };
const gone: RecordWrite = { method: 'DELETE', object: 'FieldPermissions', id: '01k', fields: {} };

const created = (id: string) => ({ body: { id, success: true, errors: [] }, httpStatusCode: 201 });
const done = { body: null, httpStatusCode: 204 };
const refused = (errorCode: string, message = 'words') => ({ body: [{ errorCode, message }], httpStatusCode: 400 });
const halted = refused('PROCESSING_HALTED', 'The transaction was rolled back since another operation failed.');
const row = (id: string) => ({ id, success: true, errors: [] });
const badRow = (statusCode: string, message = 'words') => ({
  success: false,
  errors: [{ statusCode, message, fields: [] }],
});
const rolledBack = badRow('ALL_OR_NONE_OPERATION_ROLLED_BACK', 'Record rolled back');
const composite = (...compositeResponse: readonly unknown[]) => ({ compositeResponse });

type Result = { written: Written[]; ids: Ids; asked: Asked[]; waits: string[]; error: unknown };

/** Writes records against an org that answers as told. */
async function write(
  writes: readonly RecordWrite[],
  answers: readonly unknown[],
  how: typeof writeTogether = writeTogether,
  ids: Ids = new Map(),
): Promise<Result> {
  const { org, asked, waits } = fakeOrg(...answers);
  const written: Written[] = [];
  const error = await how(org, writes, ids, (some) => written.push(...some)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { written, ids, asked, waits, error };
}
const refusal = ({ error, written }: Result): [string[], readonly RecordWrite[]] => {
  expect(written).to.deep.equal([]);
  if (!(error instanceof GroupRefusal)) throw new Error(`not refused: ${String(error)}`);
  return [error.refusals.map(({ errorCode }) => errorCode), error.writes];
};

describe('writeTogether', () => {
  it('sends one request, all or none and in order, and refers to what it makes', async () => {
    const ids: Ids = new Map([['permissionSet', '0PS']]);
    const { written, asked, error } = await write(
      [user, license, set],
      [composite(created('005'), created('2LA'), created('0Pa'))],
      writeTogether,
      ids,
    );
    expect(error).to.equal(undefined);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(['POST /composite']);
    const part = (object: string, body: object, referenceId: string) => ({
      method: 'POST',
      url: `/services/data/v67.0/sobjects/${object}`,
      referenceId,
      body,
    });
    expect(JSON.parse(asked[0]?.body ?? '')).to.deep.equal({
      allOrNone: true,
      collateSubrequests: false,
      compositeRequest: [
        part('User', { Username: 'u' }, 'user'),
        part('PermissionSetLicenseAssign', { AssigneeId: '@{user.id}', PermissionSetLicenseId: '0PL' }, 'part1'),
        part('PermissionSetAssignment', { AssigneeId: '@{user.id}', PermissionSetId: '0PS' }, 'part2'),
      ],
    });
    expect(written).to.deep.equal([
      { write: user, id: '005' },
      { write: license, id: '2LA' },
      { write: set, id: '0Pa' },
    ]);
    expect([...ids]).to.deep.equal([
      ['permissionSet', '0PS'],
      ['user', '005'],
    ]);
  });

  it('sends a record alone without a composite around it', async () => {
    const { written, asked } = await write([user], [row('005')]);
    expect(asked).to.have.lengthOf(1);
    expect(asked[0]).to.include({ method: 'POST', url: '/sobjects/User', body: '{"Username":"u"}' });
    expect(written).to.deep.equal([{ write: user, id: '005' }]);
  });

  it('knows updates and deletions by their ids: their answers have no body', async () => {
    expect((await write([patch], [undefined])).written).to.deep.equal([{ write: patch, id: '005' }]);
    const { written, asked } = await write([patch, gone], [composite(done, done)]);
    expect(written.map(({ id }) => id)).to.deep.equal(['005', '01k']);
    const { compositeRequest } = JSON.parse(asked[0]?.body ?? '') as { compositeRequest: object[] };
    expect(compositeRequest[1]).to.deep.equal({
      method: 'DELETE',
      url: '/services/data/v67.0/sobjects/FieldPermissions/01k',
      referenceId: 'part1',
    });
  });

  it('deletes many in one part, by their ids', async () => {
    const { written, asked } = await write([gone, { ...gone, id: '01m' }], [[row('01k'), row('01m')]]);
    expect(asked.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
      ['DELETE', '/composite/sobjects?ids=01k,01m&allOrNone=true', undefined],
    ]);
    expect(written.map(({ id }) => id)).to.deep.equal(['01k', '01m']);
  });

  it('tells after each request what is in the org, also when a later one is refused', async () => {
    const writes = Array.from({ length: 30 }, (_, index) => ({ ...user, key: `u${String(index)}` }));
    const answers = [
      composite(...writes.slice(0, 25).map((_, index) => created(String(index)))),
      composite(...Array.from({ length: 5 }, () => refused('X'))),
    ];
    const { written, error } = await write(writes, answers);
    expect(written).to.have.lengthOf(25);
    expect(error).to.be.instanceOf(GroupRefusal);
  });
});

describe('writeTogether, where a part is refused', () => {
  it('names the guilty record and leaves the bystanders out', async () => {
    const answer = composite(halted, refused('LICENSE_LIMIT_EXCEEDED', 'full'), halted);
    expect(refusal(await write([user, license, set], [answer]))).to.deep.equal([['LICENSE_LIMIT_EXCEEDED'], [license]]);
  });

  it('names the guilty rows of a collection, each reason once', async () => {
    const fields = [field('A.A'), field('A.B'), field('A.C')];
    const answer = [rolledBack, badRow('INVALID_FIELD', 'no B'), badRow('INVALID_FIELD', 'no B')];
    const [codes, writes] = refusal(await write(fields, [answer]));
    expect(codes).to.deep.equal(['INVALID_FIELD']);
    expect(writes.every((one) => one !== fields[0])).to.equal(true);
    const inside = composite(halted, { body: answer, httpStatusCode: 200 });
    expect(refusal(await write([user, ...fields], [inside]))[0]).to.deep.equal(['INVALID_FIELD']);
  });

  it('believes no success beside a fault: all was rolled back', async () => {
    const answer = composite(created('005'), refused('X'), { body: [row('1'), row('2')], httpStatusCode: 200 });
    const result = await write([user, license, field('A.A'), field('A.B')], [answer]);
    expect(refusal(result)).to.deep.equal([['X'], [license]]);
    expect(result.ids.size).to.equal(0);
  });

  it('believes no status of success beside a result that says otherwise', async () => {
    const failed = { id: '005000000000001AAA', ...badRow('MALFORMED_ID', 'malformed id') };
    for (const [writes, answer] of [
      [[user], failed],
      [[user, license], composite({ body: failed, httpStatusCode: 200 }, halted)],
    ] as const) {
      const { written, error } = await write(writes, [answer]);
      expect((error as GroupRefusal).message).to.equal('MALFORMED_ID: malformed id');
      expect((error as GroupRefusal).writes).to.deep.equal([user]);
      expect(written).to.deep.equal([]);
    }
  });

  it('tells the bystanders where nobody is guilty', async () => {
    const [codes, writes] = refusal(await write([user, license], [composite(halted, halted)]));
    expect(codes).to.deep.equal(['PROCESSING_HALTED']);
    expect(writes).to.not.have.lengthOf(0);
  });

  it('blames nobody where the request as a whole is refused', async () => {
    const no = thrown('MIXED_DML_OPERATION', 'no', { data: [{ errorCode: 'MIXED_DML_OPERATION', message: 'no' }] });
    expect(refusal(await write([user, license], [no]))).to.deep.equal([['MIXED_DML_OPERATION'], []]);
    expect(refusal(await write([user], [no]))).to.deep.equal([['MIXED_DML_OPERATION'], [user]]);
    expect(refusal(await write([field('A.A'), field('A.B')], [no]))).to.deep.equal([['MIXED_DML_OPERATION'], []]);
  });
});

describe('writeTogether, where a row is locked', () => {
  const locked = composite(halted, refused('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access'));

  it('waits and sends the same again', async () => {
    const good = composite(created('005'), created('2LA'));
    const { written, asked, waits, error } = await write([user, license], [locked, locked, good]);
    expect(error).to.equal(undefined);
    expect(written.map(({ id }) => id)).to.deep.equal(['005', '2LA']);
    expect(new Set(asked.map(({ body }) => body)).size).to.equal(1);
    expect(waits).to.deep.equal(Array(2).fill('UNABLE_TO_LOCK_ROW: unable to obtain exclusive access'));
  });

  it('does so for a row of a collection and for a record alone', async () => {
    const fields = [field('A.A'), field('A.B')];
    const lockedRows = [rolledBack, badRow('UNABLE_TO_LOCK_ROW')];
    expect((await write(fields, [lockedRows, [row('1'), row('2')]])).written).to.have.lengthOf(2);
    expect((await write([user], [thrown('UNABLE_TO_LOCK_ROW'), row('005')])).written).to.have.lengthOf(1);
  });

  it('gives up after as many attempts as there are waits', async () => {
    const result = await write([user, license], [locked, locked, locked]);
    expect(result.asked).to.have.lengthOf(3);
    expect(refusal(result)).to.deep.equal([['UNABLE_TO_LOCK_ROW'], [license]]);
  });

  it('does not send again what is refused for good', async () => {
    expect((await write([user, license], [composite(halted, refused('DUPLICATE_VALUE'))])).asked).to.have.lengthOf(1);
  });
});

describe('writeTogether, where the answer makes no sense', () => {
  const together: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a page of HTML', '<html>Sorry</html>'],
    ['half of an answer', '{"compositeResponse":[{"body":'],
    ['another object', { results: [] }],
    ['a list that is none', { compositeResponse: 'xy' }],
    ['too few parts', composite(created('005'))],
    ['too many parts', composite(created('005'), created('2LA'), created('x'))],
    ['parts without a body', composite({ httpStatusCode: 201 }, { httpStatusCode: 201 })],
    ['parts without a status', composite({}, {})],
    ['parts that are nothing', composite(null, null)],
    ['an id that is none', composite(created('005'), { body: { id: 5, success: true }, httpStatusCode: 201 })],
    ['a refusal without a reason', composite(created('005'), { body: 'no', httpStatusCode: 400 })],
  ];
  for (const [what, answer] of together) {
    it(`takes ${what} as silence, and does not send it again`, async () => {
      const { error, written, asked, ids } = await write([user, license], [answer]);
      expect(error).to.be.instanceOf(OrgSilence);
      expect(written).to.deep.equal([]);
      expect(asked).to.have.lengthOf(1);
      expect(ids.size === 0 || what === 'an id that is none').to.equal(true);
    });
  }

  for (const [what, answer] of [
    ['no status', composite({}, {})],
    ['nothing', composite(null, null)],
    ['a status that is none', composite({ body: null, httpStatusCode: 'ok' }, { body: null, httpStatusCode: 0 })],
  ] as const) {
    it(`does not take parts with ${what} for updates that were done`, async () => {
      const { error, written } = await write([patch, gone], [answer]);
      expect(error).to.be.instanceOf(OrgSilence);
      expect(written).to.deep.equal([]);
    });
  }

  for (const [what, answer] of [
    ['a page of HTML', '<html></html>'],
    ['too few rows', [row('1')]],
    ['rows that are nothing', [null, null]],
    ['rows without errors', [{ success: false }, { success: false, errors: [] }]],
    ['a success without an id', [{ success: true }, row('2')]],
  ] as const) {
    it(`takes ${what} of a collection as silence`, async () => {
      const { error, written } = await write([field('A.A'), field('A.B')], [answer]);
      expect(error).to.be.instanceOf(OrgSilence);
      expect(written).to.deep.equal([]);
    });
  }

  it('takes a lost answer as silence, and does not send it again', async () => {
    for (const lost of [
      thrown('FetchError', 'socket hang up'),
      thrown('ERROR_HTTP_500', '<html>'),
      new TypeError('terminated'),
    ]) {
      const { error, asked } = await write([user, license], [lost]);
      expect(error).to.be.instanceOf(OrgSilence);
      expect(asked).to.have.lengthOf(1);
      expect((await write([user], [lost])).error).to.be.instanceOf(OrgSilence);
    }
  });
});

describe('writeOneByOne', () => {
  it('sends a request for each part, with the ids of those before', async () => {
    const { written, asked } = await write(
      [user, license, field('A.A'), field('A.B')],
      [row('005'), row('2LA'), [row('1'), row('2')]],
      writeOneByOne,
    );
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'POST /sobjects/User',
      'POST /sobjects/PermissionSetLicenseAssign',
      'POST /composite/sobjects',
    ]);
    expect(asked[1]?.body).to.contain('"AssigneeId":"005"');
    expect(written).to.have.lengthOf(4);
  });

  it('tells what is written before the one that is refused', async () => {
    const { written, error, asked } = await write([user, license, set], [row('005'), thrown('X_CODE')], writeOneByOne);
    expect(written.map(({ id }) => id)).to.deep.equal(['005']);
    expect(error).to.be.instanceOf(GroupRefusal);
    expect(error).to.deep.include({ writes: [license] });
    expect(asked).to.have.lengthOf(2);
  });
});

describe('the org of these tests', () => {
  it('answers no more often than told', async () => {
    const { org } = fakeOrg();
    expect(await rejection(writeTogether(org, [user], new Map(), () => undefined))).to.match(/not expected/);
  });
});
