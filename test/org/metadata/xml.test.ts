import { expect } from 'chai';
import fc from 'fast-check';
import { OrgError } from '../org.ts';
import { parseComponent } from './component.ts';
import { componentFile } from './componentXml.ts';
import { declaration, printXml } from './printXml.ts';
import { child, childText, parseXml } from './xml.ts';

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function parsePermissionSet(inner: string, apiVersion = 67): ReturnType<typeof parseComponent> {
  return parseComponent(
    'PermissionSet',
    'X',
    parseXml(`<PermissionSet ${namespace}>${inner}</PermissionSet>`),
    apiVersion,
  );
}

describe('metadata XML', () => {
  it('reads elements without prefixes, entities and CDATA', () => {
    const root = parseXml(
      `${declaration}<a:x xmlns:a="u" a:t="P"><b>1 &amp; &#65;&#x42;</b><c/><d><![CDATA[<q>]]></d></a:x>`,
    );
    expect(root.name).to.equal('x');
    expect(root.attributes['t']).to.equal('P');
    expect(childText(root, 'b')).to.equal('1 & AB');
    expect(childText(root, 'c')).to.equal('');
    expect(childText(root, 'd')).to.equal('<q>');
    expect(child(root, 'e')).to.equal(undefined);
  });

  it('refuses what is not well-formed', () => {
    expect(() => parseXml('<a><b></a>')).to.throw(OrgError);
    expect(() => parseXml('')).to.throw(OrgError);
  });

  it('prints any text so that it reads back the same', () => {
    const text = fc.stringMatching(/^[\x20-\x7EÄé漢]*$/);
    fc.assert(
      fc.property(text, (value) => {
        expect(childText(parseXml(`${declaration}${printXml('a', { b: value })}`), 'b')).to.equal(value);
      }),
    );
  });

  it('prints a component alphabetically, entries by key, as retrieves do', () => {
    const component = parsePermissionSet(
      '<userPermissions><name>ViewSetup</name><enabled>true</enabled></userPermissions>' +
        '<userPermissions><name>ApiEnabled</name><enabled>true</enabled></userPermissions><label>R&amp;D</label>',
    );
    expect(componentFile(component, 67)).to.equal(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">',
        '    <label>R&amp;D</label>',
        '    <userPermissions>',
        '        <enabled>true</enabled>',
        '        <name>ApiEnabled</name>',
        '    </userPermissions>',
        '    <userPermissions>',
        '        <enabled>true</enabled>',
        '        <name>ViewSetup</name>',
        '    </userPermissions>',
        '</PermissionSet>',
        '',
      ].join('\n'),
    );
  });

  const refusals: readonly (readonly [string, string, string])[] = [
    ['an unknown element', '<label>X</label><foo/>', 'foo invalid at this location in type PermissionSet'],
    [
      'an unknown member',
      '<label>X</label><userPermissions><nam>a</nam></userPermissions>',
      'nam invalid at this location',
    ],
    ['a missing label', '<description>X</description>', 'Required field is missing: label'],
    [
      'a missing member',
      '<label>X</label><userPermissions><name>A</name></userPermissions>',
      'Required field is missing: enabled',
    ],
    ['two labels', '<label>X</label><label>Y</label>', 'label is duplicated at this location'],
    [
      'scattered entries',
      '<userPermissions><enabled>true</enabled><name>A</name></userPermissions><label>X</label>' +
        '<userPermissions><enabled>true</enabled><name>B</name></userPermissions>',
      'userPermissions is duplicated at this location',
    ],
    [
      'a wrong boolean',
      '<hasActivationRequired>yes</hasActivationRequired><label>X</label>',
      "'yes' is not a valid value",
    ],
    ['a section that is not kept', '<agentAccesses/><label>X</label>', 'does not know: agentAccesses'],
    [
      'the same permission twice',
      '<label>X</label><userPermissions><enabled>true</enabled><name>A</name></userPermissions>' +
        '<userPermissions><enabled>true</enabled><name>a</name></userPermissions>',
      'does not know: two userPermissions',
    ],
  ];
  for (const [what, inner, text] of refusals) {
    it(`refuses ${what}`, () => {
      expect(() => parsePermissionSet(inner)).to.throw(OrgError, text);
    });
  }

  it('knows viewAllFields from API 63', () => {
    const flags = [
      'allowCreate',
      'allowDelete',
      'allowEdit',
      'allowRead',
      'modifyAllRecords',
      'viewAllFields',
      'viewAllRecords',
    ];
    const members = flags.map((flag) => `<${flag}>true</${flag}>`).join('');
    const inner = `<label>X</label><objectPermissions>${members}<object>Account</object></objectPermissions>`;
    expect(parsePermissionSet(inner, 63).lists['objectPermissions']).to.have.length(1);
    expect(() => parsePermissionSet(inner, 62)).to.throw('viewAllFields invalid at this location');
    expect(componentFile(parsePermissionSet(inner, 63), 62)).not.to.include('viewAllFields');
  });
});
