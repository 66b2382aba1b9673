import { expect } from 'chai';
import { planned } from './given.ts';
import { PROBLEM_CASES } from './problemCases.ts';

describe('every problem of a plan', () => {
  for (const { id, severity, subject, tokens, fix, when, notWhen } of PROBLEM_CASES) {
    it(`${id} is found where it is, and only there`, () => {
      const found = planned(when).problems.filter((problem) => problem.id === id);
      expect(found).to.deep.equal([{ id, severity, subject, tokens, fixTokens: fix ?? [] }]);
      notWhen.forEach((given, index) => {
        const others = planned(given).problems.map((problem) => problem.id);
        expect(others, `case ${String(index + 1)} in which it is not`).not.to.include(id);
      });
    });
  }
});
