import { expect } from 'chai';
import fc from 'fast-check';
import { nearest } from '../../src/definition/nearest.ts';

describe('nearest', () => {
  const objects = ['Account', 'AccountBrand', 'Contact', 'Contract', 'Case', 'acme__Invoice__c', 'Invoice_Line__c'];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Acount', ['Account']],
    ['account', ['Account', 'AccountBrand']],
    ['Contcat', ['Contact', 'Contract']],
    ['Contac', ['Contact', 'Contract']],
    ['Invoice', ['acme__Invoice__c', 'Invoice_Line__c']],
    ['Opportunity', []],
    ['', []],
    ['xy', []],
  ];
  for (const [text, expected] of cases) {
    it(`to "${text}" are ${expected.length === 0 ? 'none' : expected.join(', ')}`, () => {
      expect(nearest(text, objects)).to.deep.equal(expected);
    });
  }

  it('gives no more than asked for, the nearest first, and no order of the candidates shines through', () => {
    expect(nearest('Contac', objects, 1)).to.deep.equal(['Contact']);
    expect(nearest('Contac', [...objects].reverse())).to.deep.equal(nearest('Contac', objects));
    expect(nearest('abcd', ['abcx', 'abcy', 'abcz', 'abcw'])).to.deep.equal(['abcw', 'abcx', 'abcy']);
  });

  it('always finds the name itself first, whatever its case', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z]{3,12}$/),
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        (name, others) => {
          const rest = others.filter((other) => other.toLowerCase() !== name.toLowerCase());
          expect(nearest(name.toUpperCase(), [...rest, name])[0]).to.equal(name);
        },
      ),
    );
  });
});
