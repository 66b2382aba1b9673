import { Ajv } from 'ajv';
import { expect } from 'chai';
import { sarif } from '../../src/report/sarif.ts';
import { HOSTILE, result } from './verified.ts';

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const absolute = { type: 'string', pattern: '^https?://[^\\s]+$' };

/** What SARIF 2.1.0 demands of the parts that are written here (OASIS, sections 3.13 to 3.49). */
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'runs'],
  properties: {
    $schema: absolute,
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['tool'],
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                additionalProperties: false,
                required: ['name'],
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      additionalProperties: false,
                      required: ['id'],
                      properties: {
                        id: { type: 'string' },
                        shortDescription: text,
                        fullDescription: text,
                        help: text,
                        helpUri: absolute,
                        defaultConfiguration: { type: 'object', properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['message'],
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: text,
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                suppressions: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    required: ['kind'],
                    properties: {
                      kind: { enum: ['inSource', 'external'] },
                      status: { enum: ['accepted', 'underReview', 'rejected'] },
                      justification: { type: 'string' },
                    },
                  },
                },
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      logicalLocations: {
                        type: 'array',
                        items: {
                          type: 'object',
                          additionalProperties: false,
                          properties: {
                            name: { type: 'string' },
                            fullyQualifiedName: { type: 'string' },
                            kind: { type: 'string' },
                          },
                        },
                      },
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation'],
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            properties: { uri: { type: 'string', pattern: '^[^\\s\\\\]*$' } },
                          },
                          region: { type: 'object', properties: { startLine: { type: 'integer', minimum: 1 } } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          properties: { type: 'object' },
        },
      },
    },
  },
};

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
  const ajv = new Ajv({ allErrors: true });
  expect(ajv.validate(SCHEMA, log), ajv.errorsText()).to.equal(true);
  return log as Log;
};

describe('SARIF', () => {
  it('keeps to the structure that SARIF 2.1.0 demands', () => {
    parsed();
    parsed({ version: '1.0.0', home: 'https://example.com/repo/', definitionFile: 'my users\\x.yaml' });
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
