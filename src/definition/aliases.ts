import { isAlias, isCollection, isPair, visit, type Document, type Node } from 'yaml';

/** Aliases of a file; yaml looks each up among all others. */
export const MOST_ALIASES = 10_000;
/** Values of a file, its aliases written out. */
export const MOST_VALUES = 2_000_000;

/**
 * Whether a document stands for more than can be handled: a few lines of aliases of aliases can hold more than any memory. Counted, not written
 * out.
 */
export function holdsTooMuch(document: Document): boolean {
  const targets = targetsOf(document);
  return targets.size > MOST_ALIASES || sizeOf(document.contents, targets) > MOST_VALUES;
}

/** What each alias stands for: the last node before it that has its anchor. */
function targetsOf(document: Document): ReadonlyMap<Node, Node | undefined> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Node, Node | undefined>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** Values below a node, each alias counted as what it stands for; Infinity when it holds itself. */
function sizeOf(top: unknown, targets: ReadonlyMap<Node, Node | undefined>): number {
  const sizes = new Map<Node, number>();
  const size = (node: unknown): number => {
    if (isAlias(node)) return size(targets.get(node));
    if (isPair(node)) return size(node.key) + size(node.value);
    if (!isCollection(node)) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    sizes.set(node, Infinity);
    const counted = node.items.reduce<number>((total, item) => total + size(item), 1);
    sizes.set(node, counted);
    return counted;
  };
  return size(top);
}
