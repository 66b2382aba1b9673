import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  isRevocable,
  sessionsOf,
  topmost,
  revokeTokens,
  tokenQueries,
  tokensOf,
  type HeldToken,
} from '../../src/org/use/logins.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import type { Org } from '../../src/org/wire/transport.ts';

const held = (secret: string): HeldToken => ({
  userId: '005000000000001AAA',
  application: 'ERP',
  lastUsed: undefined,
  secret,
});

type Heard = { readonly line: string; readonly body: string };

/** A revocation endpoint that answers with these HTTP statuses, 0 for none at all; `heard` is what it was asked. */
async function withEndpoint(
  statuses: readonly number[],
  body: (org: Org, heard: readonly Heard[]) => Promise<void>,
): Promise<void> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const status = statuses[heard.length] ?? 500;
      heard.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, body: Buffer.concat(parts).toString() });
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end(status === 200 ? '' : '{"error":"unsupported_token_type"}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const connection = { instanceUrl: `http://127.0.0.1:${String(port)}/` } as unknown as Connection;
  try {
    await body({ connection, backOff: [0, 0] }, heard);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('revokeTokens', () => {
  it('tells the revocation endpoint each secret in the body, never in the address', () =>
    withEndpoint([200, 200], async (org, heard) => {
      expect(await revokeTokens(org, [held('a b&c'), held('second')])).to.deep.equal([undefined, undefined]);
      expect(heard.map(({ line }) => line)).to.deep.equal(Array(2).fill('POST /services/oauth2/revoke'));
      expect(heard.map((one) => one.body).sort()).to.deep.equal(['token=a+b%26c', 'token=second']);
    }));

  it('asks nothing without a token', () =>
    withEndpoint([], async (org, heard) => {
      expect(await revokeTokens(org, [])).to.deep.equal([]);
      expect(heard).to.deep.equal([]);
    }));

  it('gives a refusal back, without the secret, and goes on with the others', () =>
    withEndpoint([400, 400, 400, 400, 400, 200], async (org, heard) => {
      const results = await revokeTokens(org, ['a', 'b', 'c', 'd', 'e', 'last'].map(held));
      const refused = results.filter((one) => one instanceof OrgRefusal);
      expect(refused.map(({ message }) => message)).to.deep.equal(
        Array(5).fill('ERROR_HTTP_400: {"error":"unsupported_token_type"}'),
      );
      expect(heard, 'nothing is sent twice').to.have.length(6);
    }));

  for (const status of [0, 500])
    it(`gives a lost answer back and does not ask again (${String(status)})`, () =>
      withEndpoint([status], async (org, heard) => {
        expect((await revokeTokens(org, [held('a')]))[0]).to.be.instanceOf(OrgSilence);
        expect(heard).to.have.length(1);
      }));

  it('tries again what passes by itself', () =>
    withEndpoint([503, 429, 200], async (org, heard) => {
      expect(await revokeTokens(org, [held('a')])).to.deep.equal([undefined]);
      expect(heard).to.have.length(3);
    }));
});

describe('tokenQueries', () => {
  it('asks for tokens of at most 100 users at a time', () => {
    const ids = Array.from({ length: 201 }, (_, at) => `005${String(at).padStart(12, '0')}AAA`);
    const { tokens, sessions } = tokenQueries(ids);
    expect(tokens.queries).to.have.length(3);
    expect(sessions.queries.length).to.be.lessThan(3);
    expect(ids.filter((id) => !tokens.queries.some((query) => query.includes(id)))).to.deep.equal([]);
  });
});

describe('tokensOf and sessionsOf', () => {
  it('tell a token that cannot be named to the revocation endpoint', () => {
    const rows = [
      { UserId: 'u', AppName: 'ERP', DeleteToken: 'x' },
      { UserId: 'u', AppName: 'ERP' },
    ];
    const token = { userId: 'u', application: 'ERP', lastUsed: undefined };
    expect(tokensOf(rows)).to.deep.equal([
      { ...token, secret: 'x' },
      { ...token, secret: '' },
    ]);
    expect(tokensOf(rows).map(isRevocable)).to.deep.equal([true, false]);
  });

  it("leave out the caller's own session and those that end with another", () => {
    const session = (Id: string, more: object = {}) => ({
      Id,
      UsersId: 'u',
      SessionType: 'API',
      SourceIp: '::1',
      ...more,
    });
    const rows = [
      session('1'),
      session('2', { ParentId: '1' }),
      session('3', { IsCurrent: true }),
      session('4', { ParentId: '9' }),
      session('5', { ParentId: '5' }),
    ];
    expect(sessionsOf(rows).map(({ id }) => id)).to.deep.equal(['1', '2', '4', '5']);
    expect(topmost(sessionsOf(rows)).map(({ id }) => id)).to.deep.equal(['1', '4', '5']);
  });
});
