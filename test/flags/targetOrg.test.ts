import { Org } from '@salesforce/core';
import { expect } from 'chai';
import { createSandbox, type SinonSandbox } from 'sinon';
import IntegrationUserCreate from '../../src/commands/integration-user/create.ts';
import IntegrationUserCredentialTest from '../../src/commands/integration-user/credential/test.ts';
import IntegrationUserVerify from '../../src/commands/integration-user/verify.ts';
import { targetOrg } from '../../src/flags/targetOrg.ts';
import { runAlone } from '../commands/harness.ts';
import { USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';

const HOST = 'The org at https://gone.my.salesforce.com cannot be found.';

describe('--target-org', () => {
  let sandbox: SinonSandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => {
    sandbox.restore();
  });

  for (const [name, command, args] of [
    ['create', IntegrationUserCreate, ZOOMINFO],
    ['verify', IntegrationUserVerify, ['--username', USERNAME]],
    ['credential test', IntegrationUserCredentialTest, ['--username', USERNAME]],
  ] as const)
    it(`of a host that does not exist ends ${name} with exit code 1 and says what to do`, async () => {
      sandbox.stub(Org, 'create').rejects(Object.assign(new Error(HOST), { name: 'DomainNotFoundError' }));
      const { exitCode, stdout } = await runAlone(command, ['--target-org', 'gone@acme.com', ...args, '--json']);
      expect(exitCode).to.equal(1);
      const json = JSON.parse(stdout) as { name: string; message: string; actions: string[]; status: number };
      expect(json).to.include({ name: 'OrgUnreachableError', status: 1 });
      expect(json.message).to.equal(`The org could not be read: ${HOST}`);
      expect(json.actions.join()).to.contain('sf org display').and.contain('Nothing was written');
    });

  it('of a host that never answers is given up, but not before 25 seconds', async () => {
    const clock = sandbox.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    sandbox.stub(Org, 'create').returns(new Promise(() => undefined));
    let ended: unknown;
    const { parse } = targetOrg();
    const opening = parse('silent@acme.com', {} as never, {} as never).catch((error: unknown) => (ended = error));
    await clock.tickAsync(24_900);
    expect(ended).to.equal(undefined);
    await clock.tickAsync(200);
    await opening;
    expect(ended).to.be.an('error').and.include({ name: 'OrgUnreachableError', exitCode: 1 });
    expect(String(ended)).to.contain('no answer within 25 seconds');
  });

  it('of any other trouble says what sf says', async () => {
    const trouble = Object.assign(new Error('No authorization information found'), { name: 'NamedOrgNotFoundError' });
    sandbox.stub(Org, 'create').rejects(trouble);
    const thrown = await targetOrg()
      .parse('nobody@acme.com', {} as never, {} as never)
      .catch((error: unknown) => error);
    expect(thrown).to.equal(trouble);
  });
});
