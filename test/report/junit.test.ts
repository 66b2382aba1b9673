import { expect } from 'chai';
import { XMLParser } from 'fast-xml-parser';
import { junit } from '../../src/report/verify/junit.ts';
import { junitProblems } from './schemas.ts';
import { finding, HOSTILE, result } from './verified.ts';

type Element = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  readonly text: string;
};
function parse(xml: string): Element {
  const nodes = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
  }).parse(xml) as Record<string, unknown>[];
  const root = nodes.map(element).find((one) => one.name === 'testsuites');
  return root ?? expect.fail('no root');
}

function element(node: Record<string, unknown>): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inside = Array.isArray(node[name]) ? (node[name] as Record<string, unknown>[]) : [];
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: inside.filter((one) => !('#text' in one)).map(element),
    text: inside.map((one) => (one['#text'] as string | undefined) ?? '').join(''),
  };
}

describe('JUnit', () => {
  const xml = junit(result(), '2026-06-30T08:00:00.123Z');
  const root = parse(xml);

  it('is valid by the schemas that Jenkins and Ant publish', async () => {
    const nothing = { ...result([]), users: [], findings: [] };
    const unaccepted = result([finding(), finding({ id: 'several-applications', severity: 'warning' })]);
    for (const [one, schema] of [
      [result(), 'jenkins'],
      [result([]), 'jenkins'],
      [nothing, 'jenkins'],
      [unaccepted, 'jenkins'],
      [unaccepted, 'ant'],
      [result([]), 'ant'],
      [nothing, 'ant'],
    ] as const)
      expect(await junitProblems(junit(one, '2026-06-30T08:00:00Z'), schema), schema).to.deep.equal([]);
  });

  it('would not be, with a case outside a suite', async () => {
    expect(await junitProblems('<testsuites><testcase name="x"/></testsuites>', 'jenkins')).to.have.lengthOf(1);
    expect(await junitProblems('<testsuites><testcase name="x"/></testsuites>', 'ant')).to.have.lengthOf(1);
  });

  it('has a suite for each user and a case for each check', () => {
    expect(
      root.children.map(({ attributes: { name, tests, failures, skipped } }) => [name, tests, failures, skipped]),
    ).to.deep.equal([
      ['a@acme.com', '4', '1', '1'],
      ['b@acme.com', '4', '0', undefined],
      ['org', '1', '0', undefined],
    ]);
    const [suite] = root.children;
    const cases = suite?.children.filter(({ name }) => name === 'testcase');
    expect(cases?.map(({ attributes, children }) => [attributes['name'], ...children.map(({ name }) => name)])).to.eql([
      ['user-active'],
      ['user-frozen', 'failure'],
      ['broad-permission', 'skipped'],
      ['several-applications'],
    ]);
    expect(suite?.children.find(({ name }) => name === 'system-out')?.text)
      .to.contain('[warning] several-applications: Two applications.')
      .and.not.contain('[error] user-frozen');
  });

  it('escapes whatever the org says, and leaves out what XML cannot hold', () => {
    const failure = root.children[0]?.children
      .flatMap(({ children }) => children)
      .find(({ name }) => name === 'failure');
    expect(failure?.attributes['message']).to.equal('The user a@acme.com is frozen.');
    expect(xml).not.to.contain('<script>').and.not.contain('\u0000').and.not.contain('\u001b');
    expect(failure?.text).to.contain(HOSTILE.replace('\u0000\u001b', '\uFFFD\uFFFD'));
    expect(junit(result(), '2026-06-30T08:00:00Z').includes(']]>')).to.equal(false);
  });
});
