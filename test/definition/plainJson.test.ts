import { expect } from 'chai';
import { plainJson } from '../../src/definition/plainJson.ts';

describe('plainJson', () => {
  const plain: Readonly<Record<string, unknown>> = {
    '{"users":[{"name":"A"}]}': { users: [{ name: 'A' }] },
    ' {\n\t"a" : [ 1 ,  true,null ]\r\n}\n': { a: [1, true, null] },
    '{"a": "two  words \\" and {}: \\n"}': { a: 'two  words " and {}: \n' },
    '{"a": ""}': { a: '' },
  };
  for (const [text, value] of Object.entries(plain)) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(plainJson(text)).to.deep.equal(value);
    });
  }

  const left: Readonly<Record<string, string>> = {
    YAML: 'users: [{ name: A }]',
    'JSON that ends too early': '{"users": [',
    'a variable to fill in': '{"a": "${HOME}"}',
    'a key that is there twice': '{"a": 1, "a": 2}',
    'a key that JavaScript puts first': '{"b": 1, "1": 2}',
    'a number that is written in another way': '{"a": 1.0}',
    'a letter that is written in another way': '{"a": "\\u0041"}',
  };
  for (const [what, text] of Object.entries(left)) {
    it(`leaves to YAML ${what}`, () => {
      expect(plainJson(text)).to.equal(undefined);
    });
  }
});
