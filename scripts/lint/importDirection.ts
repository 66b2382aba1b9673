import { dirname, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';
import type { Room } from './rooms.ts';

type Options = { readonly src: string; readonly rooms: Readonly<Record<string, Room>> };
type Specifier = {
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly imported?: { readonly name?: string };
};
type Declaration = Rule.Node & {
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly Specifier[];
};

/** What a pure room may use of packages: texts and error types, but nothing that reaches a disk, an org or a terminal. */
const impure = /^(node:)?(fs|http|https|http2|net|tls|dns|child_process|worker_threads|readline|process)(\/|$)/;
const impurePackage = /^@(salesforce|oclif|jsforce)\//;
const allowedFromCore = new Set(['Messages', 'SfError']);

const kindOf = (node: Specifier | Declaration): string | undefined => node.importKind ?? node.exportKind;

function isTypeOnly(node: Declaration): boolean {
  if (kindOf(node) === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((each) => kindOf(each) === 'type');
}

function roomOf(src: string, file: string): string | undefined {
  const parts = relative(src, file).split(sep);
  return parts[0] === '..' || parts.length < 2 ? undefined : parts[0];
}

function isPureImport(name: string, node: Declaration): boolean {
  if (isTypeOnly(node) || (!impure.test(name) && !impurePackage.test(name))) return true;
  return (
    name === '@salesforce/core' &&
    (node.specifiers ?? []).every((each) => kindOf(each) === 'type' || allowedFromCore.has(each.imported?.name ?? ''))
  );
}

/** ESLint rule: a file in one folder of src imports only from the folders that its room may know. */
export const importDirection: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      unknown: 'src/{{room}} has no entry in scripts/lint/rooms.ts.',
      value: '{{from}} may not import from {{to}}.',
      type: '{{from}} may import only types from {{to}}.',
      pure: '{{from}} is pure: it may not use {{to}}.',
    },
  },
  create(context) {
    const { src, rooms } = context.options[0] as Options;
    const from = roomOf(src, context.filename);
    if (from === undefined) return {};
    const room = rooms[from];

    function check(node: Declaration): void {
      const name = node.source?.value;
      if (typeof name !== 'string' || from === undefined || room === undefined) return;
      if (!name.startsWith('.')) {
        if (room.pure && !isPureImport(name, node)) {
          context.report({ node, messageId: 'pure', data: { from, to: name } });
        }
        return;
      }
      const file = resolve(dirname(context.filename), name);
      const to = roomOf(src, file);
      if (to === undefined || to === from || room.values.includes(to)) return;
      if (room.values.includes(relative(src, file).replaceAll(sep, '/'))) return;
      const typesAllowed = room.types.includes(to);
      if (typesAllowed && isTypeOnly(node)) return;
      context.report({ node, messageId: typesAllowed ? 'type' : 'value', data: { from, to } });
    }

    return {
      Program(node) {
        if (room === undefined) context.report({ node, messageId: 'unknown', data: { room: from } });
      },
      ImportDeclaration: (node) => {
        check(node as Declaration);
      },
      ExportNamedDeclaration: (node) => {
        check(node as Declaration);
      },
      ExportAllDeclaration: (node) => {
        check(node);
      },
      ImportExpression: (node) => {
        check(node);
      },
    };
  },
};
