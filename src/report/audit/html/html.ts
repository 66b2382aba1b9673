import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { AuditResult } from '../result.ts';
import { browserScript, style, tableLibrary } from './assets.ts';
import { charts, type Chart } from './charts.ts';
import { figures } from './figures.ts';
import { html, trusted, type Piece } from './markup.ts';
import { tables } from './tables.ts';
import { count, day, say } from './words.ts';

const SECTIONS = ['users', 'licenses', 'integrationUsers', 'applications', 'findings', 'sources', 'reading'];
/** What the table library says, under its own names. */
const TABLE_WORDS = ['search', 'lengthMenu', 'info', 'infoEmpty', 'infoFiltered', 'zeroRecords', 'emptyTable', 'all'];
const ARIA_WORDS = ['orderable', 'orderableReverse', 'orderableRemove'];
const PAGING_WORDS = ['first', 'last', 'next', 'previous', 'number'];

/**
 * The report as one file that needs nothing besides itself: it loads nothing, and a browser runs no script in it but its own (by their
 * hashes), whatever stands in the names that the org gave. Readable without scripts too.
 */
export async function auditHtml(result: AuditResult): Promise<string> {
  const scripts = [tableLibrary, browserScript].map(inline);
  const body = await bodyOf(result, scripts);
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src ${scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content=${policy} />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${titleOf(result)}</title>
    <style ...${trusted(style)}></style>
  </head>`;
  return `<!doctype html>\n${renderToStaticMarkup(
    asNode(
      html`<html lang="en">
        ${head}${body}
      </html>`,
    ),
  )}\n`;
}

async function bodyOf(result: AuditResult, scripts: readonly string[]): Promise<Piece> {
  const { period, readAt, orgId, orgName } = result;
  const links = SECTIONS.map((id) => html`<li><a href=${`#${id}`}>${say(`section.${id}`)}</a></li>`);
  const about = say(
    'about',
    orgName ?? say('unknown'),
    orgId ?? say('unknown'),
    day(readAt),
    period.days,
    day(period.from),
    day(period.to),
  );
  return html`<body>
    <header>
      <h1>${titleOf(result)}</h1>
      <p>${about}</p>
      ${period.days < period.daysAsked ? html`<p>${say('fewerDays', period.days, period.daysAsked)}</p>` : null}
    </header>
    <nav aria-label=${say('contents')}>
      <ul>
        ${links}
      </ul>
    </nav>
    <main>
      ${figures(result)}
      <div class="charts">${(await charts(result)).map(figure)}</div>
      ${tables(result)} ${reading(result)}
    </main>
    <script
      type="application/json"
      id="table-words"
      ...${trusted(JSON.stringify(tableWords()).replaceAll('<', '\\u003c'))}
    ></script>
    ${scripts.map((script) => html`<script ...${trusted(script)}></script>`)}
  </body>`;
}

function titleOf({ orgName, isSandbox }: AuditResult): string {
  const name = orgName ?? say('unknown');
  return say('title', isSandbox === true ? say('sandbox', name) : name);
}

function figure({ id, title, summary, svg }: Chart): Piece {
  return html`<figure>
    <figcaption id=${`chart-${id}`}>${title}</figcaption>
    <div role="img" aria-label=${summary} ...${trusted(svg)}></div>
  </figure>`;
}

/** How to read the report: what verdicts and certainties mean. */
function reading({ counts }: AuditResult): Piece {
  const terms = [
    ...['machine', 'shared', 'person', 'unclear'].map((word) => ['verdict', word] as const),
    ...['certain', 'likely', 'possible'].map((word) => ['certainty', word] as const),
  ];
  return html`<section id="reading" aria-labelledby="reading-title">
    <h2 id="reading-title">${say('section.reading')}</h2>
    <p>${say('reading', counts.activeUsers === null ? say('unknown') : count(counts.activeUsers))}</p>
    <dl>
      ${terms.map(([kind, word]) => [
        html`<dt>${say(`${kind}.${word}`)}</dt>`,
        html`<dd>${say(`${kind}.${word}.meaning`)}</dd>`,
      ])}
    </dl>
  </section>`;
}

function tableWords(): object {
  const of = (prefix: string, keys: readonly string[]): Record<string, string> =>
    Object.fromEntries(keys.map((key) => [key, say(`table.${prefix}${key}`)]));
  return {
    ...of('', TABLE_WORDS),
    aria: { ...of('aria.', ARIA_WORDS), paginate: of('paging.', PAGING_WORDS) },
  };
}

/** A script cannot end before its end. */
function inline(script: string): string {
  return script.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

function asNode(piece: Piece): Parameters<typeof renderToStaticMarkup>[0] {
  return piece as Parameters<typeof renderToStaticMarkup>[0];
}
