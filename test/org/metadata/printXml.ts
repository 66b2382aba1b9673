/** What an element holds: a text or number or flag, further elements, a list (the element is repeated), or nothing at all. */
export type Content = string | number | boolean | undefined | readonly Content[] | { readonly [name: string]: Content };

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
export const metadataNamespace = 'http://soap.sforce.com/2006/04/metadata';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Prints an element; keys that begin with "@" become attributes, undefined is left out, a list repeats the element.
 * With `indent`, nested elements stand on lines of their own as in retrieved files.
 */
export function printXml(name: string, content: Content, indent?: string): string {
  return printAt(name, content, indent, 0);
}

function printAt(name: string, content: Content, indent: string | undefined, depth: number): string {
  if (content === undefined) return '';
  if (isList(content)) return content.map((item) => printAt(name, item, indent, depth)).join('');
  const before = indent === undefined ? '' : indent.repeat(depth);
  const newLine = indent === undefined ? '' : '\n';
  if (typeof content !== 'object') return `${before}<${name}>${escapeXml(String(content))}</${name}>${newLine}`;
  const entries = Object.entries(content).filter(([, value]) => value !== undefined);
  const attributes = entries
    .filter(([key]) => key.startsWith('@'))
    .map(([key, value]) => ` ${key.slice(1)}="${escapeXml(typeof value === 'object' ? '' : String(value))}"`)
    .join('');
  const inner = entries
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, value]) => printAt(key, value, indent, depth + 1))
    .join('');
  if (inner === '') return `${before}<${name}${attributes}/>${newLine}`;
  return `${before}<${name}${attributes}>${newLine}${inner}${before}</${name}>${newLine}`;
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

/** Text made safe for element content and attributes. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
