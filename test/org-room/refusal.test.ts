import { expect } from 'chai';
import {
  fromThrown,
  hasCode,
  isConflict,
  isPassing,
  OrgRefusal,
  OrgSilence,
  readRefusals,
} from '../../src/org/wire/refusal.ts';

const thrown = (name: string, message = 'words', more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });
const codes = (error: Error): string[] =>
  error instanceof OrgRefusal ? error.refusals.map(({ errorCode }) => errorCode) : [];

describe('OrgRefusal', () => {
  it('says every code and message, a line each', () => {
    const error = new OrgRefusal(
      [
        { errorCode: 'A', message: ' one ', fields: [] },
        { errorCode: 'B', message: 'two', fields: ['F'] },
      ],
      400,
    );
    expect(error.message).to.equal('A: one\nB: two');
    expect(error.httpStatus).to.equal(400);
    expect(error.name).to.equal('OrgRefusal');
  });
});

describe('readRefusals', () => {
  const cases: readonly (readonly [string, unknown, readonly unknown[]])[] = [
    [
      'a list, as REST answers',
      [{ errorCode: 'A', message: 'a', fields: ['F', 5] }],
      [{ errorCode: 'A', message: 'a', fields: ['F'] }],
    ],
    ['one object', { errorCode: 'A', message: 'a' }, [{ errorCode: 'A', message: 'a', fields: [] }]],
    [
      'statusCode, as collections say',
      [{ statusCode: 'B', message: 'b', fields: [] }],
      [{ errorCode: 'B', message: 'b', fields: [] }],
    ],
    [
      'both: errorCode counts',
      { errorCode: 'A', statusCode: 'B', message: 'x' },
      [{ errorCode: 'A', message: 'x', fields: [] }],
    ],
    ['no message', { errorCode: 'A', message: 5 }, [{ errorCode: 'A', message: '', fields: [] }]],
    [
      'several, of which one makes no sense',
      [{ errorCode: 'A', message: 'a' }, 'x', null, { errorCode: 5 }],
      [{ errorCode: 'A', message: 'a', fields: [] }],
    ],
    ['a page of HTML', '<html></html>', []],
    ['nothing', undefined, []],
    ['null', null, []],
    ['a status that is a number', { statusCode: 404 }, []],
  ];
  for (const [what, body, expected] of cases) {
    it(`reads ${what}`, () => {
      expect(readRefusals(body)).to.deep.equal(expected);
    });
  }
});

describe('fromThrown', () => {
  it('leaves its own errors as they are', () => {
    const refusal = new OrgRefusal([]);
    const silence = new OrgSilence('x');
    expect(fromThrown(refusal)).to.equal(refusal);
    expect(fromThrown(silence)).to.equal(silence);
  });

  it('takes every error out of the body', () => {
    const data = [
      { errorCode: 'A', message: 'a' },
      { errorCode: 'B', message: 'b' },
    ];
    expect(codes(fromThrown(thrown('A', 'a', { data })))).to.deep.equal(['A', 'B']);
  });

  const refusals: readonly (readonly [string, Error, string, number | undefined])[] = [
    ['a Salesforce code', thrown('INVALID_SESSION_ID'), 'INVALID_SESSION_ID', undefined],
    ['a code with a body that makes no sense', thrown('NOT_FOUND', 'x', { data: 'html' }), 'NOT_FOUND', undefined],
    ['HTTP 405', thrown('ERROR_HTTP_405'), 'ERROR_HTTP_405', 405],
    ['HTTP 429', thrown('ERROR_HTTP_429'), 'ERROR_HTTP_429', 429],
    ['HTTP 503', thrown('ERROR_HTTP_503'), 'ERROR_HTTP_503', 503],
    ['HTTP 401 without a body', thrown('ERROR_HTTP_401', ''), 'ERROR_HTTP_401', 401],
    [
      'a session that has ended',
      thrown('INVALID_SESSION_ID', 'Session expired or invalid', {
        errorCode: 'INVALID_SESSION_ID',
        data: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
      }),
      'INVALID_SESSION_ID',
      undefined,
    ],
    [
      'a server that says in JSON that it is not there',
      thrown('SERVER_UNAVAILABLE', 'Server Unavailable', {
        data: [{ message: 'Server Unavailable', errorCode: 'SERVER_UNAVAILABLE' }],
      }),
      'SERVER_UNAVAILABLE',
      undefined,
    ],
    [
      'one error that is no list',
      thrown('X', 'x', { data: { errorCode: 'UNABLE_TO_LOCK_ROW', message: 'x' } }),
      'UNABLE_TO_LOCK_ROW',
      undefined,
    ],
    [
      'several records of one external id',
      thrown('MULTIPLE_CHOICES', 'Multiple records found', { data: ['a'] }),
      'MULTIPLE_CHOICES',
      undefined,
    ],
  ];
  for (const [what, error, code, status] of refusals) {
    it(`takes ${what} as an answer`, () => {
      const made = fromThrown(error);
      expect(codes(made)).to.deep.equal([code]);
      expect(made instanceof OrgRefusal && made.httpStatus).to.equal(status);
    });
  }

  const silences: readonly (readonly [string, unknown, string])[] = [
    ['HTTP 500', thrown('ERROR_HTTP_500'), 'HTTP 500'],
    ['HTTP 502', thrown('ERROR_HTTP_502'), 'HTTP 502'],
    ['HTTP 504 of a proxy', thrown('ERROR_HTTP_504', '<html>Gateway</html>'), 'HTTP 504'],
    [
      'HTTP 500 with something of Salesforce in it',
      thrown('ERROR_HTTP_500', 'x', { data: [{ errorCode: 'A', message: 'a' }] }),
      'HTTP 500',
    ],
    [
      'an unknown exception, which does not say how far it came',
      thrown('UNKNOWN_EXCEPTION', 'An unexpected error occurred. ErrorId: 1-2', {
        data: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' }],
      }),
      'An unexpected error occurred. ErrorId: 1-2',
    ],
    ['an unknown exception without a body', thrown('UNKNOWN_EXCEPTION', 'oops'), 'oops'],
    [
      'a request that got no answer, with the reason behind it',
      Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      'fetch failed (ECONNREFUSED)',
    ],
    [
      'a body that broke off',
      Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }),
      'terminated (UND_ERR_SOCKET)',
    ],
    ['a cause without a code', Object.assign(new Error('gone'), { cause: 'nobody knows' }), 'gone'],
    [
      'a login that cannot be renewed',
      thrown('RefreshTokenAuthError', 'expired access/refresh token'),
      'expired access/refresh token',
    ],
    ['a name that only looks like a code', thrown('Not_A_Code', 'x'), 'x'],
    ['nothing', undefined, 'undefined'],
    ['a broken connection', thrown('FetchError', 'socket hang up\nat x'), 'socket hang up'],
    ['a plain error', new Error('read ECONNRESET'), 'read ECONNRESET'],
    ['an answer that is no JSON', new SyntaxError('Unexpected token <b>x</b>'), 'Unexpected token  x'],
    ['something that is no error', 'gone', 'gone'],
  ];
  for (const [what, error, message] of silences) {
    it(`takes ${what} as silence`, () => {
      const made = fromThrown(error);
      expect(made).to.be.instanceOf(OrgSilence);
      expect(made.message).to.equal(message);
      expect(made.cause).to.be.instanceOf(Error);
    });
  }

  it('takes HTTP 404 without a code of Salesforce for no answer: what answers there is no org', () => {
    expect(fromThrown(thrown('ERROR_HTTP_404', '<html>Not here</html>'))).to.be.instanceOf(OrgSilence);
    expect(fromThrown(thrown('NOT_FOUND', 'The requested resource does not exist'))).to.be.instanceOf(OrgRefusal);
  });

  it('cuts a page of HTML down to its words', () => {
    const made = fromThrown(thrown('ERROR_HTTP_405', `<html><b>Not here</b>${'x'.repeat(1000)}`));
    expect(made.message).to.match(/^ERROR_HTTP_405: Not here {1,2}x+$/);
    expect(made.message.length).to.be.at.most(320);
  });
});

describe('isPassing and hasCode', () => {
  const refusal = (...errorCodes: string[]) =>
    new OrgRefusal(errorCodes.map((errorCode) => ({ errorCode, message: '', fields: [] })));

  it('know what goes away by itself', () => {
    for (const code of [
      'UNABLE_TO_LOCK_ROW',
      'SERVER_UNAVAILABLE',
      'REQUEST_RUNNING_TOO_LONG',
      'ERROR_HTTP_429',
      'ERROR_HTTP_503',
    ]) {
      expect(isPassing(refusal(code)), code).to.equal(true);
    }
    for (const code of ['DUPLICATE_USERNAME', 'ERROR_HTTP_405', 'ERROR_HTTP_500', 'API_DISABLED_FOR_ORG'])
      expect(isPassing(refusal(code)), code).to.equal(false);
    expect(isPassing(new OrgSilence('x'))).to.equal(false);
    expect(isPassing(undefined)).to.equal(false);
  });

  it('know the limit of requests at one time, which passes, from that of a day, which does not (facts 7.6)', () => {
    const limit = (message: string) =>
      isPassing(new OrgRefusal([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message, fields: [] }]));
    expect(limit('ConcurrentPerOrgLongTxn Limit exceeded.')).to.equal(true);
    expect(limit('TotalRequests Limit exceeded.')).to.equal(false);
  });

  it('know that somebody else made the same thing in the meantime', () => {
    for (const code of ['DUPLICATE_VALUE', 'DUPLICATE_USERNAME', 'DUPLICATE_DEVELOPER_NAME'])
      expect(isConflict(refusal('X', code)), code).to.equal(true);
    const said = (message: string) =>
      isConflict(new OrgRefusal([{ errorCode: 'INVALID_CROSS_REFERENCE_KEY', message, fields: [] }]));
    expect(said('That Profile Name is already in use.')).to.equal(true);
    expect(said('Duplicate value on record')).to.equal(true);
    expect(said('no')).to.equal(false);
    expect(isConflict(new OrgSilence('duplicate value'))).to.equal(false);
    expect(isConflict(refusal())).to.equal(false);
  });

  it('find one code among several', () => {
    expect(hasCode(refusal('A', 'B'), 'C', 'B')).to.equal(true);
    expect(hasCode(refusal('A'), 'C')).to.equal(false);
    expect(hasCode(new Error('A'), 'A')).to.equal(false);
  });
});
