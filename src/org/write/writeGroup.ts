import { isPassing, OrgRefusal, OrgSilence, readRefusals, type Refusal } from '../wire/refusal.ts';
import { isCollection, packed, partsOf, requestOf, type Part, type RecordWrite } from './records.ts';
import { retrying, send, type Org } from '../wire/transport.ts';

/** A record that was written: its id, and what was sent. */
export type Written = { readonly write: RecordWrite; readonly id: string };

/** Salesforce refused some of the records of a group, or the request as a whole. */
export class GroupRefusal extends OrgRefusal {
  /** The writes that were at fault; empty when the request as a whole was refused. */
  readonly writes: readonly RecordWrite[];

  constructor(refusals: readonly Refusal[], writes: readonly RecordWrite[]) {
    super(refusals);
    this.name = 'GroupRefusal';
    this.writes = writes;
  }
}

/** Ids of records by the key under which later writes refer to them. Grows while a group is written. */
export type Ids = Map<string, string>;

/** Codes by which Salesforce says of innocent records that another one spoiled the transaction. */
const BYSTANDER = ['PROCESSING_HALTED', 'ALL_OR_NONE_OPERATION_ROLLED_BACK'];

/**
 * Writes records in composite requests, each all or none and in the given order (facts 7.1: collateSubrequests must be off, for
 * between a license and a permission set there is no reference). A group that fits into one request is atomic.
 * @param onWritten told after each request what is now in the org
 * @throws GroupRefusal, OrgSilence
 */
export async function writeTogether(
  org: Org,
  writes: readonly RecordWrite[],
  ids: Ids,
  onWritten: (written: readonly Written[]) => void,
): Promise<void> {
  for (const parts of packed(partsOf(writes))) {
    const [only] = parts;
    const send = async (): Promise<Written[]> =>
      parts.length === 1 && only ? writePart(org, only, ids) : writeComposite(org, parts, ids);
    onWritten(await retrying(org, isPassing, send));
  }
}

/** Writes the same records request by request, for an org that does not take them together. */
export async function writeOneByOne(
  org: Org,
  writes: readonly RecordWrite[],
  ids: Ids,
  onWritten: (written: readonly Written[]) => void,
): Promise<void> {
  for (const part of partsOf(writes)) onWritten(await retrying(org, isPassing, () => writePart(org, part, ids)));
}

/** A column that no object has: the part that asks for it fails, and with it everything before it. */
const FAILS: RecordWrite = { method: 'POST', object: 'PermissionSet', fields: { ThisColumnDoesNotExist: '' } };

/** Whether {@link tryTogether} can have these judged: they must go into one request. Pure. */
export function fitsTrial(writes: readonly RecordWrite[]): boolean {
  return packed([...partsOf(writes), { writes: [FAILS] }]).length === 1;
}

/**
 * Lets Salesforce judge records without writing them: in one request that is all or none and ends with a part that must fail.
 * @returns what is refused of them, undefined where nothing is; `tooMany` where they do not fit into one request. `kept` are records that
 * an org has written in spite of the failure.
 * @throws OrgRefusal, OrgSilence
 */
export async function tryTogether(
  org: Org,
  writes: readonly RecordWrite[],
): Promise<{ readonly refused?: GroupRefusal; readonly kept?: readonly Written[]; readonly tooMany?: true }> {
  const [parts, more] = packed([...partsOf(writes), { writes: [FAILS] }]);
  if (parts === undefined || more !== undefined) return { tooMany: true };
  try {
    return { kept: await retrying(org, isPassing, () => writeComposite(org, parts, new Map())) };
  } catch (error) {
    if (!(error instanceof GroupRefusal)) throw error;
    const guilty = error.writes.filter((one) => one !== FAILS);
    return error.writes.length > 0 && guilty.length === 0 ? {} : { refused: new GroupRefusal(error.refusals, guilty) };
  }
}

async function writePart(org: Org, part: Part, ids: Ids): Promise<Written[]> {
  const { method, path, body } = requestOf(part, (key) => ids.get(key) ?? '');
  let answer: unknown;
  try {
    answer = await send<unknown>(org, method, path, body);
  } catch (error) {
    if (error instanceof OrgRefusal) throw new GroupRefusal(error.refusals, isCollection(part) ? [] : part.writes);
    throw error;
  }
  const faults = faultsOf(part, 200, answer);
  if (faults.length > 0) throw groupRefusal(faults);
  return keep(part, answer, ids);
}

type CompositePart = { readonly body: unknown; readonly httpStatusCode: number };

async function writeComposite(org: Org, parts: readonly Part[], ids: Ids): Promise<Written[]> {
  const own = new Set(parts.flatMap(({ writes }) => writes.flatMap(({ key }) => key ?? [])));
  const version = `/services/data/v${org.connection.getApiVersion()}`;
  const compositeRequest = parts.map((part, index) => {
    const { method, path, body } = requestOf(part, (key) => (own.has(key) ? `@{${key}.id}` : (ids.get(key) ?? '')));
    return {
      method,
      url: `${version}${path}`,
      referenceId: part.writes[0]?.key ?? `part${String(index)}`,
      ...(body === undefined ? {} : { body }),
    };
  });
  let response: { readonly compositeResponse?: readonly CompositePart[] } | undefined;
  try {
    response = await send(org, 'POST', '/composite', { allOrNone: true, collateSubrequests: false, compositeRequest });
  } catch (error) {
    if (error instanceof OrgRefusal) throw new GroupRefusal(error.refusals, []);
    throw error;
  }
  const answers: readonly CompositePart[] = response?.compositeResponse ?? [];
  if (answers.length !== parts.length) throw new OrgSilence('The answer to a composite request is not one.');
  const faults = parts.flatMap((part, index) =>
    faultsOf(part, answers[index]?.httpStatusCode ?? 0, answers[index]?.body),
  );
  if (faults.length > 0) throw groupRefusal(faults);
  return parts.flatMap((part, index) => keep(part, answers[index]?.body, ids));
}

type Fault = { readonly refusal: Refusal; readonly write: RecordWrite };

/** What was wrong with the records of a part; of bystanders only when nobody else is at fault. */
function faultsOf(part: Part, status: number, body: unknown): Fault[] {
  const rows: unknown[] = Array.isArray(body) ? body : [body];
  const isDone = status >= 200 && status < 300 && !rows.some(isFailed);
  if (isDone && !isCollection(part)) return [];
  return part.writes.flatMap((recordWrite, index) => {
    const row = isCollection(part) || rows.some(isFailed) ? rows[index] : rows;
    if (typeof row === 'object' && row !== null && 'success' in row && row.success === true) return [];
    const errors = typeof row === 'object' && row !== null && 'errors' in row ? row.errors : (row ?? body);
    const refusals = readRefusals(errors);
    if (refusals.length === 0) throw new OrgSilence('The answer says neither that a record was written nor why not.');
    return refusals.map((refusal) => ({ refusal, write: recordWrite }));
  });
}

/** The result of a record that was not written may come with a status that sounds like success, and with the id of another (recorded, facts 7.6). */
function isFailed(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'success' in row && row.success === false;
}

function groupRefusal(faults: readonly Fault[]): GroupRefusal {
  const guilty = faults.filter(({ refusal }) => !BYSTANDER.includes(refusal.errorCode));
  const shown = guilty.length > 0 ? guilty : faults;
  const seen = [
    ...new Map(shown.map((fault) => [`${fault.refusal.errorCode} ${fault.refusal.message}`, fault])).values(),
  ];
  return new GroupRefusal(
    seen.map(({ refusal }) => refusal),
    shown.map((fault) => fault.write),
  );
}

/** @throws OrgSilence when the answer does not tell the id of what was made */
function keep(part: Part, body: unknown, ids: Ids): Written[] {
  const rows: unknown[] = Array.isArray(body) ? body : [body];
  return part.writes.map((recordWrite, index) => {
    const row = rows[index];
    const made =
      typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : undefined;
    const id = recordWrite.id ?? made;
    if (id === undefined) throw new OrgSilence('The answer does not tell the id of what was made.');
    if (recordWrite.key !== undefined) ids.set(recordWrite.key, id);
    return { write: recordWrite, id };
  });
}
