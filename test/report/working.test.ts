import { expect } from 'chai';
import { createSandbox, type SinonFakeTimers } from 'sinon';
import { working } from '../../src/report/progress/working.ts';

/** A spinner that writes down what it is told. */
function spinner(): { told: string[]; ui: Parameters<typeof working>[0] } {
  const told: string[] = [];
  const start = (action: string, status?: string): void => void told.push(status ? `${action}: ${status}` : action);
  return { told, ui: { spinner: { start, stop: () => void told.push('stop') } } };
}

describe('working', () => {
  const sandbox = createSandbox();
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = sandbox.useFakeTimers();
  });
  afterEach(() => {
    sandbox.restore();
  });
  const at = (isTTY: boolean): void => {
    sandbox.define(process.stderr, 'isTTY', isTTY);
  };
  const lasting = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

  it('moves on a terminal from the start, and tells every two seconds how far it is', async () => {
    at(true);
    const { told, ui } = spinner();
    const done = working(ui, 'Reading', async ({ onRequest }) => {
      onRequest();
      await lasting(2500)();
      onRequest();
      await lasting(2500)();
      return 'read';
    });
    expect(told).to.deep.equal(['Reading']);
    await clock.tickAsync(6000);
    expect(await done).to.equal('read');
    expect(told).to.deep.equal(['Reading', 'Reading: 2 s, requests: 1', 'Reading: 4 s, requests: 2', 'stop']);
  });

  it('writes nothing elsewhere when it is quick, else a line within a second and others ever less often', async () => {
    at(false);
    const quick = spinner();
    const soon = working(quick.ui, 'Reading', lasting(600));
    await clock.tickAsync(600);
    await soon;
    expect(quick.told).to.deep.equal(['stop']);
    const slow = spinner();
    const later = working(slow.ui, 'Reading', lasting(35_000));
    await clock.tickAsync(999);
    expect(slow.told).to.have.length(1);
    await clock.tickAsync(35_000);
    await later;
    expect(slow.told.slice(1, -1)).to.deep.equal(['Reading: 11 s, requests: 0', 'Reading: 31 s, requests: 0']);
  });

  it('tells what it waits for, until it goes on', async () => {
    at(true);
    const { told, ui } = spinner();
    const done = working(ui, 'Reading', async ({ onRetry, onRequest }) => {
      onRetry({ reason: 'UNABLE_TO_LOCK_ROW', seconds: 4, attempt: 2, of: 5 });
      await lasting(2500)();
      onRequest();
      await lasting(2500)();
    });
    await clock.tickAsync(5000);
    await done;
    const wait = 'Reading: UNABLE_TO_LOCK_ROW; trying again in 4.0 s (2 of 5).';
    expect(told).to.deep.equal(['Reading', wait, wait, 'Reading: 4 s, requests: 1', 'stop']);
  });

  it('is still while somebody is asked', async () => {
    at(true);
    const { told, ui } = spinner();
    const done = working(ui, 'Rotating', ({ asking }) => asking(lasting(9000)));
    await clock.tickAsync(8999);
    expect(told).to.deep.equal(['Rotating', 'stop']);
    await clock.tickAsync(1);
    await done;
    expect(told.slice(2)).to.deep.equal(['Rotating: 9 s, requests: 0', 'stop']);
  });

  it('stops when the task fails', async () => {
    at(true);
    const { told, ui } = spinner();
    const thrown = await working(ui, 'Reading', () => Promise.reject(new Error('gone'))).catch(
      (error: unknown) => error,
    );
    expect([String(thrown), ...told]).to.deep.equal(['Error: gone', 'Reading', 'stop']);
    await clock.tickAsync(9000);
    expect(told).to.have.length(2);
  });
});
