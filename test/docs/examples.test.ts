import { expect } from 'chai';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commands, example } from '../../scripts/docs/commandsPage.ts';
import { root } from '../e2e/root.ts';
import { runPage } from './runPage.ts';

const ZOOMINFO = `<!-- run:
sf integration-user create --target-org myOrg --name ZoomInfo --email team@acme.example --object Account=read,edit --field Account.Website=edit
-->`;
const BILLING = `<!-- run:
sf integration-user create --target-org myOrg --name Billing --email team@acme.example --object Account=read
-->`;
const FILE = `<!-- run:
sf integration-user export --target-org myOrg --output-file integrations.yaml
-->`;
const SECRETS = '<!-- before: secrets are readable -->';
const app = (flags: string): string => `<!-- run:
sf integration-user credential create --target-org myOrg --username zoominfo@acme.integration ${flags}
-->`;

const CREDENTIALS = [
  ...[ZOOMINFO, SECRETS, app('--type client-credentials --secret-out zoominfo.secret')],
  app('--type client-credentials --secret-to "vault kv put secret/zoominfo secret=-"'),
  app('--type jwt --key-out zoominfo.key'),
];

/** A certificate of somebody else, so to say. */
const CERTIFICATE = `\`\`\`xml file=zoominfo.crt\n${readFileSync(join(root, 'examples', 'billing.pem'), 'utf8')}\`\`\``;
const BASELINE = `<!-- run:
sf integration-user verify --target-org myOrg --definition-file integrations.yaml --baseline accepted.yaml --update-baseline
-->`;

/** What is there before the examples of a command run, one after the other, in the same org and folder. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  apply: [ZOOMINFO, FILE],
  create: [ZOOMINFO, FILE, '<!-- before: BillingInbound is deployed -->'],
  display: [ZOOMINFO, BILLING],
  export: [ZOOMINFO],
  retire: [ZOOMINFO, BILLING],
  verify: [ZOOMINFO, FILE, BASELINE],
  'permset assign': [ZOOMINFO, BILLING],
  'permset create': [ZOOMINFO, FILE],
  'credential create': [ZOOMINFO, SECRETS, CERTIFICATE],
  'credential password': [ZOOMINFO],
  'credential revoke': [ZOOMINFO],
  'credential rotate': CREDENTIALS,
  'credential test': CREDENTIALS,
};

/** Commands whose examples are ways to choose from, so that each runs in an org and a folder of its own. */
const CHOICES: readonly string[] = ['credential create', 'credential password'];

/** A vault that keeps one secret. */
const VAULT = `#!${process.execPath}
const fs = require('node:fs');
const kept = __filename + '.kept';
if (process.argv[3] === 'put') fs.writeFileSync(kept, fs.readFileSync(0));
else process.stdout.write(fs.readFileSync(kept));
`;

/** The examples of a command as pages of docs. */
function pagesOf(id: string, examples: readonly string[]): string[] {
  const words = id.replace(/^integration-user:/, '').replace(/:/g, ' ');
  const head = ['<!-- org: production -->', ...(BEFORE[words] ?? [])];
  const blocks = examples.map((text) => `\`\`\`sh\n${example(text, id).command}\n\`\`\``);
  const pages = CHOICES.includes(words) ? blocks.map((block) => [block]) : [blocks];
  return pages.map((parts) => [...head, ...parts].join('\n\n'));
}

describe('the examples in the help of commands', function () {
  this.timeout(120_000);
  let folder: string;
  const path = process.env['PATH'] ?? '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-'));
    writeFileSync(join(folder, 'vault'), VAULT);
    chmodSync(join(folder, 'vault'), 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  for (const { id, examples = [] } of commands()) {
    it(`do what they say: ${id.replace(/:/g, ' ')}`, async function () {
      // Its vault is no program of Windows.
      if (process.platform === 'win32' && examples.some((text) => text.includes('vault '))) this.skip();
      for (const page of pagesOf(id, examples)) {
        const complaints = await runPage(page);
        expect(complaints.map(({ what }) => what).join('\n\n')).to.equal('');
      }
    });
  }
});
