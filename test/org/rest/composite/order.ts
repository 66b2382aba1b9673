import type { Part } from './part.ts';
import { referencesOf } from './references.ts';

/**
 * The order in which a composite runs. Collated, parts in a row with the same method and version and no headers are
 * bundled by what they work on, as far as references allow: "the order of execution is not guaranteed" (facts 7.1
 * [official]). The simulated org does reorder, so that a client that relies on order without references is found out.
 */
export function executionOrder(parts: readonly Part[], collate: boolean): Part[] {
  return collate ? rows(parts).flatMap(byReferences) : [...parts];
}

/** The order inside a graph: references alone decide, the rest is bundled (facts 7.4). */
export function byReferences(parts: readonly Part[]): Part[] {
  const done = new Set<Part>();
  const ordered: Part[] = [];
  while (ordered.length < parts.length) {
    const open = parts.filter((part) => !done.has(part));
    const ready = open.filter(
      (part) => !open.some((other) => other !== part && referencesOf(part).has(other.referenceId)),
    );
    // Parts that wait for each other run as given: their references fail.
    const wave = ready.length > 0 ? ready : open;
    for (const part of [...wave].sort((a, b) => compare(target(a), target(b)))) {
      done.add(part);
      ordered.push(part);
    }
  }
  return ordered;
}

function rows(parts: readonly Part[]): Part[][] {
  const found: Part[][] = [];
  for (const part of parts) {
    const row = found.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && collates(first, part)) row.push(part);
    else found.push([part]);
  }
  return found;
}

function collates(one: Part, other: Part): boolean {
  const same = one.method === other.method && version(one) === version(other);
  return same && one.httpHeaders === undefined && other.httpHeaders === undefined;
}

function version(part: Part): string | undefined {
  return /\/v([\d.]+)\//.exec(part.url)?.[1];
}

function target(part: Part): string {
  return (/\/v[\d.]+\/(?:sobjects\/([^/?]+))?/.exec(part.url)?.[1] ?? part.url).toLowerCase();
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
