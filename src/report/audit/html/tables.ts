import type { CheckFinding } from '../../checkFinding.ts';
import type { AuditedUser, AuditResult } from '../result.ts';
import { html, type Piece } from './markup.ts';
import { amount, count, day, say } from './words.ts';

type Cell = { readonly show: Piece; readonly sort?: string | number; readonly number?: true };
type Table = { readonly id: string; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

const text = (value: string): Cell => ({ show: value });
const number = (value: number | null): Cell => ({
  show: value === null ? '–' : count(value),
  sort: value ?? -1,
  number: true,
});
const date = (value: string | null): Cell => ({ show: day(value), sort: value ?? '' });

/** Every table of the report, each under its heading, with a sentence where it is empty. */
export function tables(result: AuditResult): Piece {
  return [
    users(result),
    licenses(result),
    integrationUsers(result),
    applications(result),
    orgFindings(result),
    sources(result),
  ].map(section);
}

function section({ id, columns, rows }: Table): Piece {
  const head = columns.map((column) => html`<th scope="col">${say(`column.${column}`)}</th>`);
  return html`<section id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${say(`section.${id}`)}</h2>
    <p>${say(rows.length === 0 ? `section.${id}.none` : `section.${id}.about`)}</p>
    ${
      rows.length === 0
        ? null
        : html`<div class="wide" tabindex="0" role="group" aria-label=${say('table', say(`section.${id}`))}>
            <table data-table=${id}>
              <thead>
                <tr>
                  ${head}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (cells) =>
                    html`<tr>
                      ${cells.map(cell)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

function cell({ show, sort, number: isNumber }: Cell): Piece {
  return html`<td class=${isNumber ? 'number' : undefined} data-order=${sort}>${show}</td>`;
}

const RANK: readonly string[] = ['certain', 'likely', 'possible'];

function users({ users: all }: AuditResult): Table {
  return {
    id: 'users',
    columns: ['user', 'verdict', 'license', 'apiLogins', 'uiLogins', 'applications', 'lastLogin', 'why'],
    rows: all.map((user) => [
      { show: named(user.name, user.username, user.status) },
      {
        show: html`<span class=${`badge ${user.verdict}`}>${say(`verdict.${user.verdict}`)}</span>
          <span class="detail"> ${say(`certainty.${user.certainty}`)}</span>`,
        sort: `${user.verdict} ${String(RANK.indexOf(user.certainty))}`,
      },
      { show: two(user.license, user.profile), sort: user.license },
      number(user.apiLogins),
      number(user.uiLogins),
      text(user.applications.join(', ')),
      date(user.lastLogin),
      { show: why(user) },
    ]),
  };
}

function why({ username, evidence, findings, addresses, addressCount, next }: AuditedUser): Piece {
  const seen = evidence.map(
    ({ speaksFor, message }) => html`<li class=${speaksFor}>${say(`speaksFor.${speaksFor}`)}: ${message}</li>`,
  );
  return html`<details>
    <summary>${say('evidence', evidence.length)}<span class="hidden"> ${say('evidence.of', username)}</span></summary>
    <ul class="evidence">
      ${seen}
    </ul>
    ${addresses.length > 0 ? html`<p>${say('addresses', addressCount, addresses.join(', '))}</p>` : null}
    ${found(findings)}
    <p>${say('next')} <code>${next}</code></p>
  </details>`;
}

function found(findings: readonly CheckFinding[]): Piece {
  if (findings.length === 0) return null;
  return html`<ul class="findings">
    ${findings.map(
      ({ severity, message, why: reason, fix }) =>
        html`<li>
          <span class=${`badge ${severity}`}>${say(`severity.${severity}`)}</span> ${message}
          <span class="detail"> ${reason}</span>
          <span class="fix"> ${fix}</span>
        </li>`,
    )}
  </ul>`;
}

function licenses({ licenses: all, money }: AuditResult): Table {
  const told = (value: number | null): Cell =>
    value === null ? text('–') : { show: amount(value, money.currency ?? ''), sort: value, number: true };
  return {
    id: 'licenses',
    columns: ['license', 'total', 'used', 'free', 'freed', 'price', 'saving', 'usernames'],
    rows: all.map(({ name, total, used, free, freed, price, saving, usernames }) => [
      text(name),
      number(total),
      number(used),
      number(free),
      number(freed),
      told(price),
      told(saving),
      text(usernames.join(', ')),
    ]),
  };
}

function integrationUsers({ integrationUsers: all }: AuditResult): Table {
  return {
    id: 'integrationUsers',
    columns: ['user', 'profile', 'permissionSetLicense', 'applications', 'lastLogin', 'findings'],
    rows: all.map((user) => [
      { show: named(user.name, user.username, user.status) },
      text(user.profile),
      text(say(`assigned.${String(user.permissionSetLicense)}`)),
      text(user.applications.join(', ')),
      date(user.lastLogin),
      {
        show:
          user.findings.length === 0
            ? say('findings.none')
            : html`<details>
                <summary>
                  ${say('findings', user.findings.length)}<span class="hidden">
                    ${' '}${say('evidence.of', user.username)}</span
                  >
                </summary>
                ${found(user.findings)}
              </details>`,
        sort: user.findings.length,
      },
    ]),
  };
}

function applications({ applications: all }: AuditResult): Table {
  return {
    id: 'applications',
    columns: ['application', 'logins', 'userCount', 'usernames', 'lastLogin', 'usedBy'],
    rows: all.map(({ name, logins, users: userCount, usernames, lastLogin, forPeople }) => [
      text(name),
      number(logins),
      number(userCount),
      text(usernames.join(', ')),
      date(lastLogin),
      text(say(forPeople ? 'usedBy.people' : 'usedBy.systems')),
    ]),
  };
}

function orgFindings({ findings }: AuditResult): Table {
  const order: readonly string[] = ['error', 'warning', 'info'];
  return {
    id: 'findings',
    columns: ['severity', 'subject', 'message', 'reason', 'remedy'],
    rows: findings.map(({ severity, subject, message, why: reason, fix }) => [
      {
        show: html`<span class=${`badge ${severity}`}>${say(`severity.${severity}`)}</span>`,
        sort: order.indexOf(severity),
      },
      text(subject),
      text(message),
      text(reason),
      text(fix),
    ]),
  };
}

function sources({ sources: all }: AuditResult): Table {
  return {
    id: 'sources',
    columns: ['source', 'status', 'days', 'rows', 'meaning'],
    rows: all.map(({ name, status, days, rows, message }) => [
      text(name),
      text(say(`source.${status}`)),
      number(days),
      number(rows),
      text(message),
    ]),
  };
}

function named(name: string, username: string, status: string): Piece {
  return html`<strong>${username}</strong><br /><span class="detail"
      >${name}${status === 'active' ? '' : `, ${status}`}</span
    >`;
}

function two(first: string, second: string): Piece {
  return html`${first}<br /><span class="detail">${second}</span>`;
}
