/** The id that a record will have once an earlier change of the same plan has made it. */
type Reference = { readonly ref: string };
export type FieldValue = string | boolean | null | Reference;

/** One record to write. `before` holds the old values of what is changed or deleted, so that it can be undone. */
export type RecordWrite = {
  /** Name under which later changes refer to the record; letters and digits only. */
  readonly key?: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly object: string;
  readonly id?: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly before?: Readonly<Record<string, FieldValue>>;
};

/** Requests that carry many records; at most 5 of them in a composite (REST API Developer Guide, Composite). */
const COLLECTIONS = 5;
const PARTS = 25;
const ROWS = 200;

/** Some writes of the same kind that travel as one part: a record alone, or up to 200 of a collection. */
export type Part = { readonly writes: readonly RecordWrite[] };

/** Neighbors that create, or update, records of the same object travel together; the order of the writes is kept. */
export function partsOf(writes: readonly RecordWrite[]): Part[] {
  const parts: RecordWrite[][] = [];
  for (const write of writes) {
    const last = parts.at(-1);
    const [first] = last ?? [];
    const joins =
      last !== undefined &&
      first?.key === undefined &&
      write.key === undefined &&
      first?.object === write.object &&
      first.method === write.method &&
      last.length < ROWS;
    if (joins) last.push(write);
    else parts.push([write]);
  }
  return parts.map((part) => ({ writes: part }));
}

/**
 * Puts lists of writes together so that neighbors are of the same kind and travel as one part, as far as the order of each list, which is kept,
 * lets them: of what the lists begin with, that goes first which no list holds further back.
 */
export function interleaved(lists: readonly (readonly RecordWrite[])[]): RecordWrite[] {
  const left = lists.map((writes) => runsOf(writes));
  const all: RecordWrite[] = [];
  for (;;) {
    const heads = left.flatMap(([first]) => first ?? []);
    const isLater = (kind: string): boolean => left.some(([, ...rest]) => rest.some((run) => run.kind === kind));
    const next = heads.find(({ kind }) => !isLater(kind)) ?? heads[0];
    if (next === undefined) return all;
    for (const runs of left) if (runs[0]?.kind === next.kind) all.push(...(runs.shift()?.writes ?? []));
  }
}

type KindRun = { readonly kind: string; readonly writes: RecordWrite[] };

/** Neighbors of the same method and object. */
function runsOf(writes: readonly RecordWrite[]): KindRun[] {
  const runs: KindRun[] = [];
  for (const write of writes) {
    const kind = `${write.method} ${write.object}`;
    const last = runs.at(-1);
    if (last?.kind === kind) last.writes.push(write);
    else runs.push({ kind, writes: [write] });
  }
  return runs;
}

/** Packs parts into as few composite requests as Salesforce takes. */
export function packed(parts: readonly Part[]): Part[][] {
  const requests: Part[][] = [];
  for (const part of parts) {
    const last = requests.at(-1);
    const collections = last?.filter(isCollection).length ?? 0;
    const fits = last !== undefined && last.length < PARTS && (!isCollection(part) || collections < COLLECTIONS);
    if (fits) last.push(part);
    else requests.push([part]);
  }
  return requests;
}

/** Whether these can be written all or none. Pure. */
export function fitsOneRequest(writes: readonly RecordWrite[]): boolean {
  return packed(partsOf(writes)).length <= 1;
}

export function isCollection({ writes }: Part): boolean {
  return writes.length > 1;
}

/**
 * The request of one part, relative to `/services/data/vNN.0`.
 * @param reference gives the text that stands for a record which is not yet there
 */
export function requestOf(
  part: Part,
  reference: (key: string) => string,
): { method: RecordWrite['method']; path: string; body?: unknown } {
  const fieldsOf = (write: RecordWrite): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(write.fields).map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null ? reference(value.ref) : value,
      ]),
    );
  const [first] = part.writes;
  if (first === undefined) throw new RangeError('a part without a write');
  if (!isCollection(part)) {
    const path = `/sobjects/${first.object}${first.id === undefined ? '' : `/${first.id}`}`;
    return first.method === 'DELETE'
      ? { method: 'DELETE', path }
      : { method: first.method, path, body: fieldsOf(first) };
  }
  if (first.method === 'DELETE') {
    const ids = part.writes.flatMap(({ id }) => id ?? []).join(',');
    return { method: 'DELETE', path: `/composite/sobjects?ids=${ids}&allOrNone=true` };
  }
  const records = part.writes.map((write) => ({
    attributes: { type: write.object },
    ...(write.id === undefined ? {} : { id: write.id }),
    ...fieldsOf(write),
  }));
  return { method: first.method, path: '/composite/sobjects', body: { allOrNone: true, records } };
}
