import { expect } from 'chai';
import fc from 'fast-check';
import { parseDefinition } from '../../src/definition/file.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';
import { toYaml } from '../../src/definition/toYaml.ts';
import { anyText } from './anyText.ts';

const oneUser = (name: string, queues: readonly string[] = []): RawDefinition => ({ users: [{ name, queues }] });

describe('toYaml', () => {
  it('puts short lists on one line, longer ones below each other, and a comment in front', () => {
    const text = toYaml(oneUser('Zoom', ['a', 'b']), 'Made by\nsomebody.');
    expect(text)
      .to.match(/^# Made by\n# somebody\./)
      .and.to.contain('queues: [a, b]');
    expect(toYaml(oneUser('Zoom', Array.from('abcdef')), 'x')).to.contain('queues: [a, b, c, d, e, f]');
    expect(toYaml(oneUser('Zoom', Array.from('abcdefg')), 'x')).to.match(/queues:\n\s+- a\n\s+- b/);
  });

  it('puts users below each other, and writes a dollar more only in front of values that look like a variable', () => {
    const objects = { '${A}': { access: ['read'] } };
    expect(toYaml({ users: [{ name: '${A}', permissionSet: { objects } }] }, 'x')).to.equal(
      '# x\n\nusers:\n  - name: $${A}\n    permissionSet:\n      objects:\n        ${A}:\n          access: [read]\n',
    );
  });

  it('writes the same list twice in full: nobody likes to read aliases', () => {
    const queues = ['a'];
    expect(toYaml({ users: [{ name: 'A', queues, publicGroups: queues }] }, 'x')).not.to.match(/[&*]a\d/);
  });

  it('is read back as it was, whatever the texts are', () => {
    const text = anyText.filter((one) => one !== '');
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 8 }), (name, queues) => {
        const { raw, problems } = parseDefinition('f.yaml', toYaml(oneUser(name, queues), 'x'));
        expect(problems).to.deep.equal([]);
        expect(raw).to.deep.equal(oneUser(name, queues));
      }),
      {
        examples: [
          ['yes', ['null', '5', '~', ' a ', '- b', '# c', ': ', "'", '"', '\u2028', '\t', '\r\n', '<<', '1e3']],
          ['a', ['-\na']],
          ['${HOME}', ['$${HOME}', 'a $$$${HOME}${HOME} b']],
        ],
      },
    );
  });
});
