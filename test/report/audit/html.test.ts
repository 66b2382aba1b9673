import { expect } from 'chai';
import { auditHtml } from '../../../src/report/audit/html/html.ts';
import type { AuditResult } from '../../../src/report/audit/result.ts';
import { HOSTILE, sample } from './sample.ts';

const noUsers: AuditResult = {
  ...sample,
  ...{ users: [], integrationUsers: [], applications: [], licenses: [], findings: [], sources: [] },
  money: { currency: null, period: 'month', saving: null, cost: null, net: null, unpriced: [] },
  counts: { ...sample.counts, machines: { certain: 0, likely: 0, possible: 0 }, shared: 0, unclear: 0 },
};
const textOf = (html: string): string =>
  html
    .replaceAll(/<(script|style)[^]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('the HTML report of audit', () => {
  it('has every user, license, application, finding and source', async () => {
    const text = textOf(await auditHtml(sample));
    for (const { username, next } of sample.users) expect(text).to.include(username).and.to.include(next);
    for (const { name, message } of sample.sources) expect(text).to.include(name).and.to.include(message);
    expect(text).to.include('USD 483 a month').and.to.include('USD 495 less for licenses, USD 12 for seats');
    expect(text).to.include('No price was given for: Identity.');
    expect(text).to.include('The organization keeps 90 days of logins; 180 were asked for.');
    expect(text).to.include('3 free, 4 needed').and.to.include('1 more have to be bought first.');
  });

  it('escapes what the org named, wherever it stands', async () => {
    const html = await auditHtml({ ...sample, orgName: HOSTILE });
    expect(html).to.not.include('<img');
    expect(html).to.not.include("<script>document.title='stolen'");
    expect(textOf(html)).to.include('&lt;img src=x onerror=&quot;document.title=');
  });

  it('names no address from which anything would be loaded', async () => {
    const html = await auditHtml(sample);
    const loading = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, address]) => address);
    expect(loading).to.deep.equal([]);
    expect(html).to.include("default-src 'none'");
  });

  it('says so where there is nothing, and draws no empty chart', async () => {
    const html = await auditHtml(noUsers);
    expect(html).to.not.include('<svg');
    expect(html).to.not.include('<table');
    const text = textOf(html);
    expect(text).to.include('No user on a license of people shows signs of a machine');
    expect(text).to.include('No price was given: --license-cost');
  });

  it('is the same for the same result', async () => {
    expect(await auditHtml(sample)).to.equal(await auditHtml(sample));
  });
});
