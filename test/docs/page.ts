import MarkdownIt from 'markdown-it';

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
  /** A recorded session: commands after `$ `, each with what it printed. */
  | { readonly kind: 'session'; readonly block: Block }
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

/** The steps of a Markdown page. What a command prints belongs to it when nothing but space stands between. */
export function stepsOf(markdown: string): Step[] {
  const lines = markdown.split('\n');
  const steps: Step[] = [];
  let last: Extract<Step, { kind: 'commands' }> | undefined;
  for (const { type, info, content, map } of new MarkdownIt({ html: true }).parse(markdown, {})) {
    if (type === 'html_block') {
      const step = directive(content);
      if (step) steps.push(step);
    } else if (type === 'fence' || type === 'code_block') {
      const [lang = '', ...words] = info.split(/\s+/);
      const raw = lines.slice(...(map ?? [])).join('\n');
      const block = { lang, attributes: attributesOf(words), text: content.trimEnd(), raw };
      if (last !== undefined && (lang === 'text' || lang === 'json')) {
        steps[steps.length - 1] = { ...last, shown: block };
      } else if (lang === 'sh') {
        last = { kind: 'commands', block };
        steps.push(last);
        continue;
      } else steps.push({ kind: lang === 'console' ? 'session' : 'block', block });
    }
    last = undefined;
  }
  return steps;
}
