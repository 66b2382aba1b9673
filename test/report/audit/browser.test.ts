import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { auditHtml } from '../../../src/report/audit/html/html.ts';
import { openPage, startBrowser, type Opened } from './browser.ts';
import { sample, sampleOf } from './sample.ts';

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe-core finds, all rules of WCAG 2.2 AA and its good practice. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>(`${axe.source}; axe.run(document)`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

const firstColumn = (page: Page): Promise<string[]> =>
  page.locator('table[data-table=users] tbody tr td:first-child strong').allTextContents();

describe('the HTML report of audit in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let report: string;
  const open = (html = report, scheme: 'light' | 'dark' = 'light'): Promise<Opened> => openPage(browser, html, scheme);

  before(async () => {
    [browser, report] = await Promise.all([startBrowser(), auditHtml(sample)]);
  });
  after(() => browser.close());

  for (const scheme of ['light', 'dark'] as const) {
    it(`asks for nothing, complains of nothing, and axe-core finds no violation (${scheme})`, async () => {
      const { page, requests, complaints } = await open(report, scheme);
      await page.locator('summary').first().click();
      expect(await violations(page)).to.deep.equal([]);
      expect({ requests, complaints }).to.deep.equal({ requests: [], complaints: [] });
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).to.equal(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 23, 30)');
      await page.close();
    });
  }

  it('runs nothing that stands in a name', async () => {
    const { page } = await open();
    expect(await page.title()).to.equal('Integration audit of Acme');
    expect(await page.locator('main img').count()).to.equal(0);
    await page.close();
  });

  it('lets no script run but its own, even where something was not escaped', async () => {
    const broken = report.replace('</main>', '<script>document.title = "stolen"</script></main>');
    const { page, complaints } = await open(broken);
    expect(await page.title()).to.equal('Integration audit of Acme');
    expect(complaints.join()).to.include('Content Security Policy');
    await page.close();
  });

  it('searches', async () => {
    const { page } = await open();
    await page.locator('section#users input').fill('warehouse');
    expect(await firstColumn(page)).to.deep.equal(['warehouse@acme.example']);
    await page.locator('section#users input').fill('nobody has this');
    await page.getByText('No row has that.').waitFor();
    await page.close();
  });

  it('sorts by the keyboard, numbers as numbers', async () => {
    const { page } = await open();
    const sorted = (order: string): Promise<void> =>
      page.locator(`section#users th[aria-sort=${order}]`, { hasText: 'API logins' }).waitFor();
    const header = page.locator('section#users th', { hasText: 'API logins' });
    await header.locator('[tabindex="0"]').first().focus();
    await page.keyboard.press('Enter');
    await sorted('ascending');
    expect((await firstColumn(page)).slice(0, 3)).to.deep.equal([
      ...['evil@acme.example', 'old@acme.example', 'mixed@acme.example'],
    ]);
    await page.keyboard.press('Enter');
    await sorted('descending');
    expect((await firstColumn(page))[0]).to.equal('erp.sync@acme.example');
    await page.close();
  });

  it('opens the evidence by the keyboard', async () => {
    const { page } = await open();
    const details = page.locator('section#users details').first();
    await details.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await details.getAttribute('open')).to.not.equal(null);
    await details.getByText('sf integration-user migrate --username erp.sync@acme.example --dry-run').waitFor();
    await page.close();
  });

  it('shows fifty users at a time, and prints all of them with their evidence', async () => {
    const { page, complaints } = await open(await auditHtml(sampleOf(120)));
    expect(await firstColumn(page)).to.have.lengthOf(50);
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await firstColumn(page)).to.have.lengthOf(120);
    expect(await page.locator('details:not([open])').count()).to.equal(0);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    expect(await firstColumn(page)).to.have.lengthOf(50);
    expect(await page.locator('details[open]').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('fits on a telephone', async () => {
    const { page } = await open();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
    expect(await violations(page)).to.deep.equal([]);
    await page.close();
  });
});
