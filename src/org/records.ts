/** The id that a record will have once an earlier change of the same plan has made it. */
export type Reference = { readonly ref: string };
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

/**
 * Writes of several in an order in which those of one kind follow each other and so travel together; each list keeps its own order. Where
 * the orders contradict each other, one list after the other. Pure.
 */
export function interleaved(lists: readonly (readonly RecordWrite[])[]): RecordWrite[] {
  const kindOf = ({ method, object }: RecordWrite): string => `${method} ${object}`;
  const runs = lists.map((list) => list.map(kindOf).filter((kind, at, all) => kind !== all[at - 1]));
  const before = new Map<string, Set<string>>();
  for (const run of runs)
    for (const [at, kind] of run.entries())
      before.set(kind, new Set([...(before.get(kind) ?? []), ...run.slice(0, at)]));
  const order: string[] = [];
  while (order.length < before.size) {
    const next = [...before].find(
      ([kind, needs]) => !order.includes(kind) && [...needs].every((need) => order.includes(need)),
    );
    if (next === undefined) return lists.flat();
    order.push(next[0]);
  }
  return lists.flat().sort((a, b) => order.indexOf(kindOf(a)) - order.indexOf(kindOf(b)));
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
