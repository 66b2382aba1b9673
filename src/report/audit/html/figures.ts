import type { AuditResult } from '../result.ts';
import { html, type Piece } from './markup.ts';
import { amount, count, say } from './words.ts';

type Figure = { readonly key: string; readonly value: string; readonly detail: string };

/** What matters most, in numbers. */
export function figures(result: AuditResult): Piece {
  return html`<ul class="figures">
    ${figuresOf(result).map(
      ({ key, value, detail }) =>
        html`<li>
          <span class="label">${say(`figure.${key}`)}</span>
          <strong>${value}</strong>
          <span class="detail">${detail}</span>
        </li>`,
    )}
  </ul>`;
}

function figuresOf({ counts, licenses, integration, money }: AuditResult): Figure[] {
  const { certain, likely, possible } = counts.machines;
  const freed = licenses.reduce((sum, license) => sum + license.freed, 0);
  const names = licenses.filter((license) => license.freed > 0).map((one) => `${one.name}: ${count(one.freed)}`);
  const free = integration.userLicense?.free ?? 0;
  return [
    {
      key: 'machines',
      value: count(certain + likely + possible),
      detail: say('figure.machines.detail', certain, likely, possible),
    },
    { key: 'freed', value: count(freed), detail: names.join(', ') || say('figure.freed.none') },
    {
      key: 'seats',
      value: say('figure.seats.value', free, integration.needed),
      detail:
        integration.missing > 0
          ? say('figure.seats.missing', integration.missing)
          : say(integration.userLicense === null ? 'figure.seats.noLicense' : 'figure.seats.enough'),
    },
    { key: 'saving', ...saving(money) },
    {
      key: 'findings',
      value: count(counts.errors + counts.warnings),
      detail: say('figure.findings.detail', counts.errors, counts.warnings, counts.infos),
    },
  ];
}

function saving({ saving: gross, cost, net, currency, period, unpriced }: AuditResult['money']): Omit<Figure, 'key'> {
  if (gross === null) return { value: '–', detail: say('figure.saving.noPrice') };
  const told = (value: number): string => amount(value, currency ?? '');
  return {
    value: say('figure.saving.value', told(net ?? gross), say(`period.${period}`)),
    detail: [
      cost === null ? say('figure.saving.gross') : say('figure.saving.detail', told(gross), told(cost)),
      ...(unpriced.length > 0 ? [say('figure.saving.unpriced', unpriced.join(', '))] : []),
    ].join(' '),
  };
}
