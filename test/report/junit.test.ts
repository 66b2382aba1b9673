import { expect } from 'chai';
import { XMLParser } from 'fast-xml-parser';
import { junit } from '../../src/report/junit.ts';
import { HOSTILE, result } from './verified.ts';

type Element = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  readonly text: string;
};
type Rule = {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
  readonly text?: true;
};

/** What the JUnit schema of the Jenkins xUnit plugin (junit-10.xsd) says, element by element. */
const SCHEMA: Readonly<Record<string, Rule>> = {
  testsuites: {
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'],
    children: ['testsuite'],
  },
  testsuite: {
    required: ['name', 'tests'],
    optional: ['failures', 'errors', 'time', 'disabled', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
    children: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['assertions', 'time', 'classname', 'status'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { required: [], optional: ['type', 'message'], children: [], text: true },
  skipped: { required: [], optional: ['type', 'message'], children: [], text: true },
  'system-out': { required: [], optional: [], children: [], text: true },
};
const NUMBERS = ['tests', 'failures', 'errors', 'skipped', 'time'];

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

function problems({ name, attributes, children, text }: Element): string[] {
  const rule = SCHEMA[name];
  if (rule === undefined) return [`unknown element ${name}`];
  const known = [...rule.required, ...rule.optional];
  return [
    ...rule.required.filter((one) => !(one in attributes)).map((one) => `${name} lacks ${one}`),
    ...Object.keys(attributes)
      .filter((one) => !known.includes(one))
      .map((one) => `${name} has ${one}`),
    ...NUMBERS.filter((one) => one in attributes && !/^\d+(\.\d+)?$/.test(attributes[one] ?? '')).map(
      (one) => `${name} ${one}`,
    ),
    ...(attributes['timestamp'] && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(attributes['timestamp'])
      ? ['timestamp']
      : []),
    ...children.filter((one) => !rule.children.includes(one.name)).map((one) => `${one.name} in ${name}`),
    ...(rule.text || text.trim() === '' ? [] : [`text in ${name}`]),
    ...children.flatMap(problems),
  ];
}

describe('JUnit', () => {
  const xml = junit(result(), '2026-06-30T08:00:00.123Z');
  const root = parse(xml);

  it('keeps to the public schema', () => {
    expect(problems(root)).to.deep.equal([]);
    expect(problems(parse(junit({ ...result([]), users: [], findings: [] }, '2026-06-30T08:00:00Z')))).to.deep.equal(
      [],
    );
  });

  it('has a suite for each user and a case for each check', () => {
    expect(
      root.children.map(({ attributes: { name, tests, failures, skipped } }) => [name, tests, failures, skipped]),
    ).to.deep.equal([
      ['a@acme.com', '4', '1', '1'],
      ['b@acme.com', '4', '0', '0'],
      ['org', '1', '0', '0'],
    ]);
    expect(root.attributes).to.include({ tests: '9', failures: '1', errors: '0' });
    const cases = root.children[0]?.children.map(({ attributes, children }) => [
      attributes['name'],
      ...children.map((one) => one.name),
    ]);
    expect(cases).to.deep.equal([
      ['user-active'],
      ['user-frozen', 'failure'],
      ['broad-permission', 'skipped', 'system-out'],
      ['several-applications', 'system-out'],
    ]);
  });

  it('escapes whatever the org says, and leaves out what XML cannot hold', () => {
    const [failure] = root.children[0]?.children[1]?.children ?? [];
    expect(failure?.attributes['message']).to.equal('The user a@acme.com is frozen.');
    expect(xml).not.to.contain('<script>').and.not.contain('\u0000').and.not.contain('\u001b');
    expect(failure?.text).to.contain(HOSTILE.replace('\u0000\u001b', '\uFFFD\uFFFD'));
    expect(junit(result(), '2026-06-30T08:00:00Z').includes(']]>')).to.equal(false);
  });
});
