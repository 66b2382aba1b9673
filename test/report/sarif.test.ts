import { expect } from 'chai';
import { sarif } from '../../src/report/verify/sarif.ts';
import { sarifProblems } from './schemas.ts';
import { HOSTILE, result } from './verified.ts';

type Log = {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { id: string; helpUri?: string; help: { text: string } }[] };
    };
    readonly results: readonly {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      suppressions?: object[];
      locations: {
        logicalLocations: { fullyQualifiedName: string }[];
        physicalLocation?: { artifactLocation: { uri: string } };
      }[];
    }[];
  }[];
};

const ABOUT = { version: '1.0.0', home: undefined, definitionFile: undefined };
const parsed = (about: Parameters<typeof sarif>[1] = ABOUT): Log => {
  const log: unknown = JSON.parse(sarif(result(), about));
  expect(sarifProblems(log)).to.deep.equal([]);
  return log as Log;
};

describe('SARIF', () => {
  it('is valid by the JSON schema of SARIF 2.1.0', () => {
    parsed();
    parsed({ version: '1.0.0', home: 'https://example.com/repo/', definitionFile: 'my users\\x.yaml' });
  });

  it('would not be, without a tool', () => {
    expect(sarifProblems({ version: '2.1.0', runs: [{ results: [] }] })).not.to.deep.equal([]);
  });

  it('has a rule for each check that found something, and its page', () => {
    const [run] = parsed({ ...ABOUT, home: 'https://example.com/repo/' }).runs;
    expect(run?.tool.driver.rules.map(({ id, helpUri }) => [id, helpUri])).to.deep.equal(
      ['seats-nearly-gone', 'user-frozen', 'several-applications', 'broad-permission'].map((id) => [
        id,
        `https://example.com/repo/docs/checks.md#${id}`,
      ]),
    );
    expect(parsed().runs[0]?.tool.driver.rules[0]?.help.text).to.contain('docs/checks.md#seats-nearly-gone');
  });

  it('has a result for each finding, where it is and whether it is accepted', () => {
    const [run] = parsed({ ...ABOUT, definitionFile: 'a b\\users.yaml' }).runs;
    expect(run?.results.map((one) => [one.ruleId, one.level, one.suppressions?.length ?? 0])).to.deep.equal([
      ['seats-nearly-gone', 'note', 0],
      ['user-frozen', 'error', 0],
      ['user-frozen', 'error', 0],
      ['several-applications', 'warning', 0],
      ['broad-permission', 'error', 1],
    ]);
    for (const one of run?.results ?? []) expect(run?.tool.driver.rules[one.ruleIndex]?.id).to.equal(one.ruleId);
    expect(run?.results[1]?.locations[0]).to.deep.include({
      logicalLocations: [{ name: 'a@acme.com', fullyQualifiedName: '00D000000000001AAA/a@acme.com', kind: 'member' }],
    });
    expect(run?.results[1]?.locations[0]?.physicalLocation?.artifactLocation.uri).to.equal('a%20b/users.yaml');
    expect(run?.results[2]?.message.text).to.equal(`${HOSTILE} ${HOSTILE}`);
  });
});
