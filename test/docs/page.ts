import { Lexer, walkTokens, type Tokens } from 'marked';

/** A fenced block: its language and the words `name=value` behind it. */
export type Block = {
  readonly lang: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** As it stands in the page, fences included. */
  readonly raw: string;
};

/** What a page has the tests do, in the order of the page. */
export type Step =
  /** A new org begins: `<!-- org: production host=acme.my.salesforce.com -->` */
  | { readonly kind: 'org'; readonly scenario: string; readonly attributes: Readonly<Record<string, string>> }
  /** Something was done to the org by others: `<!-- before: name -->`, a function of setups.ts */
  | { readonly kind: 'before'; readonly name: string }
  /** Commands that nobody has to read: `<!-- run: sf ... -->` */
  | { readonly kind: 'run'; readonly commands: string }
  /** Commands, and the block right behind them that shows what they print. */
  | { readonly kind: 'commands'; readonly block: Block; readonly shown?: Block }
  | { readonly kind: 'block'; readonly block: Block };

const DIRECTIVE = /^<!--\s*(org|before|run):\s*([^]*?)\s*-->\s*$/;

function attributesOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

function directive(html: string): Step | undefined {
  const [, kind, text = ''] = DIRECTIVE.exec(html) ?? [];
  if (kind === 'run') return { kind, commands: text };
  if (kind === 'before') return { kind, name: text };
  const [scenario = '', ...words] = text.split(/\s+/);
  return kind === 'org' ? { kind, scenario, attributes: attributesOf(words) } : undefined;
}

function codeBlock({ lang = '', text, raw }: Tokens.Code): Block {
  const [name = '', ...words] = lang.split(/\s+/);
  return { lang: name, attributes: attributesOf(words), text, raw };
}

/** The steps of a Markdown page. What a command prints belongs to it when nothing but space stands between. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  let last: Extract<Step, { kind: 'commands' }> | undefined;
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token) => {
    if (token.type === 'space') return;
    if (token.type === 'html') {
      const step = directive(token.raw);
      if (step) steps.push(step);
    } else if (token.type === 'code') {
      const block = codeBlock(token as Tokens.Code);
      if (last !== undefined && (block.lang === 'text' || block.lang === 'json')) {
        steps[steps.length - 1] = { ...last, shown: block };
      } else if (block.lang === 'sh') {
        last = { kind: 'commands', block };
        steps.push(last);
        return;
      } else steps.push({ kind: 'block', block });
    }
    last = undefined;
  });
  return steps;
}
