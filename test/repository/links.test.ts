import { expect } from 'chai';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { root } from '../e2e/root.ts';
import { trackedFiles } from './trackedFiles.ts';

/** Sites that the pages point at; what they hold is not asked, as tests reach no network. */
const SITES = [
  'help.salesforce.com',
  'developer.salesforce.com',
  'trailhead.salesforce.com',
  'github.com',
  'registry.terraform.io',
  'cumulusci.readthedocs.io',
  'www.conventionalcommits.org',
  'raw.githubusercontent.com',
  'semver.org',
];

const pages = trackedFiles().filter(
  (name) => /^[^/]+\.md$|^docs\/|^examples\/.*\.md$|^test\/.*README\.md$/.test(name) && name.endsWith('.md'),
);

type Page = { readonly links: readonly string[]; readonly anchors: ReadonlySet<string> };
const read = new Map<string, Page>();

/** The links of a page and the anchors of its headings, as GitHub makes them. */
function pageOf(path: string): Page {
  const known = read.get(path);
  if (known) return known;
  const slugger = new GithubSlugger();
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(readFileSync(path, 'utf8'), {});
  const links = tokens.flatMap(({ children }) =>
    (children ?? [])
      .flatMap((token) => [token.attrGet('href'), token.attrGet('src')])
      .filter((link) => typeof link === 'string'),
  );
  const headings = tokens.filter((_, index) => tokens[index - 1]?.type === 'heading_open');
  const shown = headings.map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
  const page = { links, anchors: new Set(shown.map((heading) => slugger.slug(heading))) };
  read.set(path, page);
  return page;
}

function problemOf(page: string, link: string): string | undefined {
  if (link.startsWith('https:')) {
    if (!URL.canParse(link)) return 'is no address';
    return SITES.includes(new URL(link).hostname) ? undefined : 'is on a site that no page has pointed at before';
  }
  if (/^mailto:[\w.]+@(example\.com|acme\.\w+)$/.test(link)) return undefined;
  if (/^\w+:/.test(link)) return 'is neither https nor relative';
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(target)) return 'leads nowhere';
  if (relative(root, target).startsWith('..')) return 'leads out of the repository';
  if (anchor === undefined) return undefined;
  if (statSync(target).isDirectory() || !target.endsWith('.md')) return 'has an anchor that nobody can check';
  return pageOf(target).anchors.has(anchor) ? undefined : 'names no heading of that page';
}

describe('links', () => {
  for (const page of pages) {
    it(`of ${page} lead somewhere`, () => {
      const { links } = pageOf(join(root, page));
      const broken = links.flatMap((link) => {
        const problem = problemOf(page, link);
        return problem === undefined ? [] : [`${link} ${problem}`];
      });
      expect(broken).to.deep.equal([]);
    });
  }

  it('from docs/README.md reach every page of docs', () => {
    const reached = new Set<string>();
    const visit = (page: string): void => {
      if (reached.has(page)) return;
      reached.add(page);
      for (const link of pageOf(join(root, page)).links) {
        const target = relative(root, join(root, dirname(page), link.split('#')[0] ?? '')).replaceAll('\\', '/');
        if (!/^\w+:/.test(link) && /^docs\/.*\.md$/.test(target) && existsSync(join(root, target))) visit(target);
      }
    };
    visit('docs/README.md');
    expect(pages.filter((page) => page.startsWith('docs/') && !reached.has(page))).to.deep.equal([]);
  });
});
