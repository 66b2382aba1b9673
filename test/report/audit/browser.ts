import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A page in a real browser, and everything that it asked of the network or complained of. */
export type Opened = {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
};

/** It may run as root, without a graphics card, and looks for no updates. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

/** The browser that an npm package brings along. It asks nobody but for what its pages ask. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ARGUMENTS,
    timeout: 60_000,
  });
}

/** Opens a document as a file, as a reader does. */
export async function openPage(browser: Browser, html: string, scheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  const address = pathToFileURL(file).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => request.url() !== address && requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('close', () => rmSync(folder, { recursive: true, force: true }));
  await page.goto(address);
  return { page, requests, complaints };
}
