import { PassThrough } from 'node:stream';
import { SfError } from '@salesforce/core';
import { expect } from 'chai';
import { matching, openPrompts, type Prompts } from '../../src/wizard/prompts.ts';
import { CTRL_C, DOWN, ENTER, SPACE, startTypist, type Typed } from './typist.ts';

const fruits = ['Apple', 'Pear', 'Pineapple'].map((name) => ({ value: name.toLowerCase(), name }));

/** Answers a prompt by keys on a terminal that is none. */
async function typed<T>(keys: Typed, ask: (prompts: Prompts) => Promise<T>): Promise<T> {
  const typist = startTypist(keys);
  const output = new PassThrough();
  output.on('data', (chunk) => {
    typist.show(String(chunk));
  });
  const answer = await ask(await openPrompts({ input: typist.input, output }));
  expect(typist.left()).to.deep.equal([]);
  return answer;
}

describe('prompts on a terminal', () => {
  it('take a text without the blanks around it, and say what is wrong with it', async () => {
    const keys: Typed = [
      ['Name:', `B${ENTER}`],
      ['no B, please', `\u007f A ${ENTER}`],
    ];
    const answer = await typed(keys, ({ text }) =>
      text('Name:', (given) => (given === 'B' ? 'no B, please' : undefined)),
    );
    expect(answer).to.equal('A');
  });

  it('let choose one, some, one of many by a part of its name, and yes or no', async () => {
    expect(await typed([['Which?', `${DOWN}${ENTER}`]], ({ one }) => one('Which?', fruits))).to.equal('pear');
    const some = await typed([['Which?', `${DOWN}${SPACE}${ENTER}`]], (prompts) =>
      prompts.some('Which?', fruits, ['apple']),
    );
    expect(some).to.deep.equal(['apple', 'pear']);
    const found = await typed(
      [
        ['Which?', 'pine'],
        ['Which? pine', ENTER],
      ],
      ({ find }) => find('Which?', fruits),
    );
    expect(found).to.equal('pineapple');
    expect(await typed([['Sure?', ENTER]], ({ confirm }) => confirm('Sure?')), 'no is the default').to.equal(false);
    expect(await typed([['Sure?', `y${ENTER}`]], ({ confirm }) => confirm('Sure?'))).to.equal(true);
  });

  it('end with exit code 130 on Ctrl-C', async () => {
    const error = await typed([['Name:', CTRL_C]], ({ text }) => text('Name:', () => undefined)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(SfError).and.to.include({ name: 'StoppedError', exitCode: 130 });
  });

  it('find by every word, and put first what begins with them', () => {
    expect(matching(fruits, 'apple').map(({ name }) => name)).to.deep.equal(['Apple', 'Pineapple']);
    expect(matching(fruits, 'p ear').map(({ name }) => name)).to.deep.equal(['Pear']);
    expect(matching(fruits, ' ')).to.deep.equal(fruits);
    expect(matching(fruits, 'plum')).to.deep.equal([]);
  });
});
