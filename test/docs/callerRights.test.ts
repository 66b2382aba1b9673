import { XMLParser } from 'fast-xml-parser';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsed, run, type Envelope } from '../commands/harness.ts';
import { openSecrets } from '../commands/credentialing.ts';
import { withOrg } from '../commands/withOrg.ts';
import { root } from '../e2e/root.ts';
import { commandLines } from './commandLines.ts';
import { CALLER, giveSet, takeRight } from './deploySet.ts';
import { commandOf } from './runPage.ts';

const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

type Row = { readonly right: string; readonly command: string; readonly says: string };

/** The rows of the table in docs/security.md whose first column is headed by the name of a set. */
function rowsOf(set: string): Row[] {
  const [, table = ''] = page.split(new RegExp(`^\\| ${set} .*\\n`, 'm'));
  return table
    .replace(/\n\n[^]*/, '')
    .split('\n')
    .slice(1)
    .map((line) => {
      const [right = '', , command = '', says = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim().replace(/`/g, ''));
      return { right, command, says };
    });
}

/** Every right that the file of a set gives, as the table writes it; View Roles comes with View Setup. */
function rightsIn(set: string): string[] {
  const xml = readFileSync(join(root, 'docs', 'permissionsets', `${set}.permissionset-meta.xml`), 'utf8');
  const lists = ['objectPermissions', 'userPermissions'];
  const { PermissionSet } = new XMLParser({ isArray: (name) => lists.includes(name) }).parse(xml) as {
    PermissionSet: {
      objectPermissions: { object: string; allowRead: boolean; viewAllFields: boolean }[];
      userPermissions: { name: string }[];
    };
  };
  return [
    ...PermissionSet.userPermissions.map(({ name }) => name).filter((name) => name !== 'ViewRoles'),
    ...PermissionSet.objectPermissions.flatMap(({ object }) => [`${object}: Read`, `${object}: ViewAllFields`]),
  ];
}

type Told = {
  readonly unread?: readonly string[];
  readonly sources?: readonly { readonly name: string; readonly status: string }[];
  readonly blockers?: readonly { id: string }[];
  readonly users?: readonly { findings?: readonly { id: string }[] }[];
};

/** What a run says by id or name: its error, its blockers, what it found of its users, what it could not read. */
function said({ name, result }: Envelope<Told>): string[] {
  const findings = result?.users?.flatMap((user) => user.findings ?? []) ?? [];
  const refused = (result?.sources ?? []).filter(({ status }) => status === 'refused');
  return [
    name ?? '',
    ...(result?.blockers ?? []).map(({ id }) => id),
    ...findings.map(({ id }) => id),
    ...(result?.unread ?? []),
    ...refused.map((source) => source.name),
  ];
}

describe('the least rights of docs/security.md', function () {
  this.timeout(30_000);
  for (const set of ['Integration_User_Manager', 'Integration_User_Auditor']) {
    const rows = rowsOf(set);

    it(`are those of the file ${set}`, () => {
      expect(rows.map(({ right }) => right)).to.have.members(rightsIn(set));
    });

    for (const { right, command, says } of rows) {
      it(`${set} without ${right}: ${command} says ${says}`, () =>
        withOrg({}, async (org) => {
          await openSecrets(org);
          giveSet(org, set);
          const [line] = commandLines(command);
          const { command: found, args } = await commandOf(line?.words ?? []);
          const { flags = {} } = found as { flags?: object };
          const planned = 'dry-run' in flags ? [...args, '--dry-run', '--json'] : [...args, '--json'];
          const asked = async (): Promise<string[]> =>
            said(parsed<Told>(await run(found, org, planned, { as: CALLER, host: 'acme.my.salesforce.com' })).json);
          expect(await asked(), 'with all rights').not.to.include(says);
          takeRight(org, set, right);
          expect(await asked()).to.include(says);
        }));
    }
  }
});
