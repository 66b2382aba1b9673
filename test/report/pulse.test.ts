import { expect } from 'chai';
import { createSandbox, type SinonFakeTimers } from 'sinon';
import { pulse } from '../../src/report/progress/pulse.ts';

describe('pulse', () => {
  const sandbox = createSandbox();
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = sandbox.useFakeTimers();
  });
  afterEach(() => {
    sandbox.restore();
  });

  const cases: readonly (readonly [string, boolean, number | undefined, readonly number[]])[] = [
    ['on a terminal every two seconds', true, undefined, [2, 4, 6, 8]],
    ['elsewhere ever less often, at the latest after five minutes', false, undefined, [10, 30, 70, 150, 310, 610, 910]],
    ['first when it is told to', false, 700, [0.7, 10.7, 30.7]],
  ];
  for (const [what, onTerminal, first, expected] of cases)
    it(`beats ${what}, until it is stopped`, async () => {
      const beats: number[] = [];
      const stop = pulse(onTerminal, () => beats.push(clock.now / 1000), first);
      await clock.tickAsync((expected.at(-1) ?? 0) * 1000);
      stop();
      await clock.tickAsync(1_000_000);
      expect(beats).to.deep.equal(expected);
    });
});
