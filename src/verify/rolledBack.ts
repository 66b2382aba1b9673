import type { OwnAttempt } from '../checks/proof.ts';
import { fromThrown, readRefusals } from '../org/wire/refusal.ts';
import { write, type Org } from '../org/wire/transport.ts';
import { reason } from './words.ts';

/** What a describe in the session of the user tells of an object. */
export type Described = {
  readonly name: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly fields: readonly DescribedField[];
};

type DescribedField = {
  readonly name: string;
  readonly type: string;
  readonly length?: number;
  readonly compoundFieldName?: string | null;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly picklistValues?: readonly { readonly value: string; readonly active?: boolean }[];
};

type Parts = {
  readonly compositeResponse: readonly { readonly body: unknown; readonly httpStatusCode: number }[];
};

/** A column that no object has: the part with it fails, and the record made before it is taken back. */
const NO_COLUMN = 'Taken_Back_By_Verify__c';
const TAKEN_BACK = 'PROCESSING_HALTED';
const FORBIDDEN =
  /^(INSUFFICIENT_ACCESS.*|NOT_FOUND|INVALID_TYPE.*|INVALID_FIELD.*|METHOD_NOT_ALLOWED|API_DISABLED_FOR_ORG)$/;

/** The code of this one is that of triggers, too (facts 4.2). */
const NO_CREATE = /entity type cannot be inserted/i;

/**
 * Creates a record with a second part behind it that must fail, all or none, so that nothing stays. What stops such a record otherwise (a
 * validation rule, a required look-up) is told and proves nothing.
 */
export async function createAndTakeBack(org: Org, objects: readonly Described[]): Promise<OwnAttempt> {
  const built = objects.map((object) => ({ object, record: recordOf(object.fields) }));
  const chosen = built.find(({ record }) => record !== undefined);
  if (chosen?.record === undefined)
    return skipped(undefined, reason('required', [objects.map(({ name }) => name).join(', ')]));
  const { name } = chosen.object;
  const url = `/services/data/v${org.connection.getApiVersion()}/sobjects/${name}`;
  const part = (referenceId: string, body: object) => ({ method: 'POST', url, referenceId, body });
  const answer = await write<Parts>(org, 'POST', '/composite', {
    allOrNone: true,
    compositeRequest: [part('created', chosen.record), part('fails', { [NO_COLUMN]: '' })],
  }).catch((thrown: unknown) => fromThrown(thrown));
  if (answer instanceof Error) return skipped(name, answer.message);
  const body = answer.compositeResponse[0]?.body;
  return outcomeOf(name, body) ?? takeBack(org, name, body);
}

/** What became of the record, by the answer of its part; undefined where the org kept it. */
export function outcomeOf(object: string, body: unknown): OwnAttempt | undefined {
  const [refusal] = readRefusals(body);
  if (refusal === undefined) return undefined;
  if (refusal.errorCode === TAKEN_BACK) return { outcome: 'worked', object, reason: '' };
  const said = `${refusal.errorCode}: ${refusal.message.trim()}`;
  return FORBIDDEN.test(refusal.errorCode) || NO_CREATE.test(refusal.message)
    ? { outcome: 'refused', object, reason: said }
    : skipped(object, reason('stopped', [object, said]));
}

/** An org that kept the record in spite of the failure: it is deleted. */
async function takeBack(org: Org, object: string, body: unknown): Promise<OwnAttempt> {
  const id = typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
  const deleted = await write(org, 'DELETE', `/sobjects/${object}/${id}`).then(
    () => true,
    () => false,
  );
  return skipped(object, reason(deleted ? 'stayedDeleted' : 'stayed', [object, id]));
}

function skipped(object: string | undefined, why: string): OwnAttempt {
  return { outcome: 'skipped', object, reason: why };
}

/** A value for everything that must have one; undefined where something cannot be made up, such as a parent record. */
function recordOf(fields: readonly DescribedField[]): Record<string, string | number | boolean> | undefined {
  const required = fields.filter((field) => field.createable && !field.nillable && !field.defaultedOnCreate);
  const values = required.map((field) => [field.name, valueOf(field)] as const);
  return values.some(([, value]) => value === undefined)
    ? undefined
    : (Object.fromEntries(values) as Record<string, string | number | boolean>);
}

function valueOf({ type, length = 0, picklistValues = [] }: DescribedField): string | number | boolean | undefined {
  const now = new Date().toISOString();
  switch (type) {
    case 'string':
    case 'textarea':
      return 'Verification'.slice(0, length > 0 ? length : undefined);
    case 'email':
      return 'verification@example.invalid';
    case 'url':
      return 'https://example.invalid';
    case 'phone':
      return '0';
    case 'boolean':
      return false;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return 0;
    case 'date':
      return now.slice(0, 10);
    case 'datetime':
      return now;
    case 'picklist':
    case 'multipicklist':
    case 'combobox':
      return picklistValues.find(({ active }) => active !== false)?.value;
    default:
      return undefined;
  }
}
