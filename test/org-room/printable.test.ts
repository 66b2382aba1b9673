import { expect } from 'chai';
import { text } from '../../src/org/wire/query.ts';
import { fromThrown, readRefusals } from '../../src/org/wire/refusal.ts';

const EVIL = 'Red\u001b[31m \u009b2J\u0007 tit\u202ele\u0000\u007f';
const SHOWN = 'Red[31m 2J title';

describe('text of an org', () => {
  it('holds nothing that a terminal takes for a command', () => {
    expect(text({ Name: EVIL }, 'Name')).to.equal(SHOWN);
    expect(text({ Profile: { Name: EVIL } }, 'Profile.Name')).to.equal(SHOWN);
    expect(readRefusals([{ errorCode: 'X', message: EVIL }])[0]?.message).to.equal(SHOWN);
    expect(fromThrown(Object.assign(new Error(EVIL), { name: 'INVALID_FIELD' })).message).to.equal(
      `INVALID_FIELD: ${SHOWN}`,
    );
    expect(fromThrown(new Error(EVIL)).message).to.equal(SHOWN);
  });

  it('keeps every letter, line and tab', () => {
    const plain = 'Müller 🚀 "x" <b>\n\t=1+1';
    expect(text({ Name: plain }, 'Name')).to.equal(plain);
  });
});
