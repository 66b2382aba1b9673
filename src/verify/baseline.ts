import { Ajv } from 'ajv';
import { parse, stringify } from 'yaml';
import { readText } from '../files/text.ts';

/** A finding that somebody has accepted, until a day. */
export type Accepted = {
  readonly id: string;
  /** Left out for what is about the org as a whole. */
  readonly username?: string;
  readonly subject: string;
  readonly reason: string;
  /** `2026-12-31`: counts up to and on that day. */
  readonly expires: string;
};

export type Baseline = { readonly accepted: readonly Accepted[] };

const BASELINE_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Accepted findings of sf integration-user verify',
  type: 'object',
  additionalProperties: false,
  required: ['accepted'],
  properties: {
    accepted: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'subject', 'reason', 'expires'],
        properties: {
          id: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$', description: 'Id of the check.' },
          username: { type: 'string', description: 'Left out for what is about the org as a whole.' },
          subject: { type: 'string', description: 'What the finding is about, as verify tells it.' },
          reason: { type: 'string', minLength: 1, description: 'Why it is accepted.' },
          expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Last day on which it counts.' },
        },
      },
    },
  },
} as const;

const NOTHING: Baseline = { accepted: [] };

/**
 * Reads a baseline, YAML or JSON.
 * @param path undefined: nothing is accepted
 * @param mayBeMissing it is about to be written
 * @returns the accepted findings; `problem` where the file cannot be used
 */
export async function readBaseline(
  path: string | undefined,
  mayBeMissing: boolean,
): Promise<{ readonly baseline: Baseline; readonly problem: string | undefined }> {
  if (path === undefined) return { baseline: NOTHING, problem: undefined };
  const bad = (problem: string) => ({ baseline: NOTHING, problem });
  const read = await readText(path).catch((thrown: unknown) => thrown);
  if (typeof read !== 'string') {
    const isMissing = read instanceof Error && 'code' in read && read.code === 'ENOENT';
    if (isMissing && mayBeMissing) return { baseline: NOTHING, problem: undefined };
    return bad(read instanceof Error ? read.message : String(read));
  }
  try {
    // A date without quotes would become a time.
    const value: unknown = parse(read, { schema: 'core' }) ?? NOTHING;
    const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false });
    const valid = ajv.compile<Baseline>(BASELINE_SCHEMA);
    return valid(value)
      ? { baseline: value, problem: undefined }
      : bad(ajv.errorsText(valid.errors, { dataVar: 'baseline' }));
  } catch (thrown) {
    return bad(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** YAML, or JSON where the name of the file ends so. */
export function baselineText(path: string, baseline: Baseline): string {
  return /\.json$/i.test(path)
    ? `${JSON.stringify(baseline, undefined, 2)}\n`
    : stringify(baseline, { lineWidth: 120 });
}
