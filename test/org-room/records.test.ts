import { expect } from 'chai';
import fc from 'fast-check';
import {
  interleaved,
  isCollection,
  packed,
  partsOf,
  requestOf,
  type Part,
  type RecordWrite,
} from '../../src/org/write/records.ts';

const post = (object: string, key?: string): RecordWrite => ({
  method: 'POST',
  object,
  fields: { Name: object },
  ...(key === undefined ? {} : { key }),
});
const patch = (object: string, id: string): RecordWrite => ({ method: 'PATCH', object, id, fields: { Name: object } });
const many = (count: number, object = 'FieldPermissions'): RecordWrite[] =>
  Array.from({ length: count }, () => post(object));
const sizes = (parts: readonly Part[]): number[] => parts.map(({ writes }) => writes.length);

/** Writes as a plan makes them: records with a key stand alone, ids are those of existing records. */
const anyWrites = fc.array(
  fc.record({
    object: fc.constantFrom('Profile', 'ObjectPermissions', 'FieldPermissions', 'User'),
    keyed: fc.boolean(),
    update: fc.boolean(),
    id: fc.constantFrom('1', '2', '3'),
    times: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 450 })),
  }),
  { maxLength: 40 },
);
const writesOf = (given: typeof anyWrites extends fc.Arbitrary<infer T> ? T : never): RecordWrite[] =>
  given.flatMap(({ object, keyed, update, id, times }, index) =>
    update
      ? [patch(object, id)]
      : keyed
        ? [post(object, `key${String(index)}`)]
        : Array.from({ length: times }, () => post(object)),
  );

describe('partsOf', () => {
  const cases: readonly (readonly [string, readonly RecordWrite[], readonly number[]])[] = [
    ['nothing', [], []],
    ['one record alone', [post('User')], [1]],
    ['neighbors of one object together', many(3), [3]],
    ['200 at most together', many(401), [200, 200, 1]],
    ['records of different objects apart', [...many(2, 'A'), ...many(2, 'B'), ...many(1, 'A')], [2, 2, 1]],
    ['new and changed records apart', [post('A'), post('A'), patch('A', '1'), patch('A', '2')], [2, 2]],
    [
      'a record that others refer to alone',
      [post('A', 'a'), post('A'), post('A'), post('A', 'b'), post('A')],
      [1, 2, 1, 1],
    ],
  ];
  for (const [what, writes, expected] of cases) {
    it(`puts ${what}`, () => {
      const parts = partsOf(writes);
      expect(sizes(parts)).to.deep.equal(expected);
      expect(parts.flatMap((part) => part.writes)).to.deep.equal(writes);
    });
  }

  it('keeps every write in its place, in parts of one kind that Salesforce takes', () => {
    fc.assert(
      fc.property(anyWrites, (given) => {
        const writes = writesOf(given);
        const parts = partsOf(writes);
        expect(parts.flatMap((part) => part.writes)).to.deep.equal(writes);
        for (const part of parts) {
          const kinds = new Set(part.writes.map(({ object, method }) => `${method} ${object}`));
          expect(kinds.size).to.equal(1);
          expect(part.writes.length).to.be.within(1, 200);
          if (isCollection(part)) expect(part.writes.filter(({ key }) => key !== undefined)).to.deep.equal([]);
        }
      }),
    );
  });
});

describe('packed', () => {
  it('fills one request with 25 records, or 5 collections, and opens a new one only then', () => {
    const single = (count: number): Part[] => Array.from({ length: count }, () => ({ writes: [post('A')] }));
    const collection = (count: number): Part[] => Array.from({ length: count }, () => ({ writes: many(2) }));
    expect(packed([])).to.deep.equal([]);
    expect(packed(single(25)).map(({ length }) => length)).to.deep.equal([25]);
    expect(packed(single(26)).map(({ length }) => length)).to.deep.equal([25, 1]);
    expect(packed(collection(5)).map(({ length }) => length)).to.deep.equal([5]);
    expect(packed(collection(11)).map(({ length }) => length)).to.deep.equal([5, 5, 1]);
    expect(packed([...collection(5), ...single(20)]).map(({ length }) => length)).to.deep.equal([25]);
    expect(packed([...single(20), ...collection(6)]).map(({ length }) => length)).to.deep.equal([25, 1]);
  });

  it('keeps the order and both limits, whatever comes', () => {
    fc.assert(
      fc.property(anyWrites, (given) => {
        const parts = partsOf(writesOf(given));
        const requests = packed(parts);
        expect(requests.flat()).to.deep.equal(parts);
        for (const request of requests) {
          expect(request.length).to.be.within(1, 25);
          expect(request.filter(isCollection).length).to.be.at.most(5);
        }
      }),
    );
  });
});

describe('requestOf', () => {
  const reference = (key: string): string => `<${key}>`;

  it('creates one record', () => {
    const write: RecordWrite = {
      method: 'POST',
      object: 'User',
      fields: { ProfileId: { ref: 'profile' }, IsActive: true, UserRoleId: null },
    };
    expect(requestOf({ writes: [write] }, reference)).to.deep.equal({
      method: 'POST',
      path: '/sobjects/User',
      body: { ProfileId: '<profile>', IsActive: true, UserRoleId: null },
    });
  });

  it('changes one record', () => {
    const write: RecordWrite = {
      method: 'PATCH',
      object: 'User',
      id: '005',
      fields: { IsActive: true },
      before: { IsActive: false },
    };
    expect(requestOf({ writes: [write] }, reference)).to.deep.equal({
      method: 'PATCH',
      path: '/sobjects/User/005',
      body: { IsActive: true },
    });
  });

  it('creates many, all or none', () => {
    const write: RecordWrite = {
      method: 'POST',
      object: 'FieldPermissions',
      fields: { ParentId: { ref: 'set' }, Field: 'A.B' },
    };
    const record = { attributes: { type: 'FieldPermissions' }, ParentId: '<set>', Field: 'A.B' };
    expect(requestOf({ writes: [write, write] }, reference)).to.deep.equal({
      method: 'POST',
      path: '/composite/sobjects',
      body: { allOrNone: true, records: [record, record] },
    });
  });

  it('changes many, each by its id', () => {
    expect(requestOf({ writes: [patch('A', '1'), patch('A', '2')] }, reference).body).to.deep.equal({
      allOrNone: true,
      records: [
        { attributes: { type: 'A' }, id: '1', Name: 'A' },
        { attributes: { type: 'A' }, id: '2', Name: 'A' },
      ],
    });
    expect(requestOf({ writes: [patch('A', '1'), patch('A', '2')] }, reference).method).to.equal('PATCH');
  });

  it('refuses a part without a write', () => {
    expect(() => requestOf({ writes: [] }, reference)).to.throw(RangeError);
  });
});

describe('interleaved', () => {
  const set = (name: string): RecordWrite[] => [
    post('PermissionSet', `set${name}`),
    ...many(2, 'ObjectPermissions'),
    ...many(3),
  ];
  const kinds = (writes: readonly RecordWrite[]): string[] =>
    partsOf(writes).map(({ writes: [first] }) => kindOf(first));
  const kindOf = (write: RecordWrite | undefined): string => `${String(write?.method)} ${String(write?.object)}`;

  const cases: readonly (readonly [string, readonly (readonly RecordWrite[])[], readonly string[]])[] = [
    ['nothing', [], []],
    [
      'sets one after another, then the rights of all',
      [set('a'), set('b')],
      ['POST PermissionSet', 'POST PermissionSet', 'POST ObjectPermissions', 'POST FieldPermissions'],
    ],
    [
      'what some lack where the others have it',
      [many(2), set('a'), [post('ObjectPermissions')]],
      ['POST PermissionSet', 'POST ObjectPermissions', 'POST FieldPermissions'],
    ],
    [
      'what two want in opposite orders in the order of each',
      [
        [post('A'), post('B')],
        [post('B'), post('A')],
      ],
      ['POST A', 'POST B', 'POST A'],
    ],
    ['new and changed records apart', [[post('A'), patch('A', '1')], [patch('A', '2')]], ['POST A', 'PATCH A']],
  ];
  for (const [what, lists, expected] of cases)
    it(`puts ${what}`, () => {
      expect(kinds(interleaved(lists))).to.deep.equal(expected);
    });

  it('keeps every write, in the order of its list', () => {
    fc.assert(
      fc.property(fc.array(anyWrites, { maxLength: 5 }), (given) => {
        const lists = given.map(writesOf);
        const all = interleaved(lists);
        expect(all).to.have.length(lists.flat().length);
        for (const list of lists) {
          const own = new Set(list);
          expect(all.filter((write) => own.has(write))).to.deep.equal(list);
        }
      }),
    );
  });
});
