import { expect } from 'chai';
import { planMarkdown } from '../../src/report/planMarkdown.ts';
import type { ChangeResult, UserResult, WriteResult } from '../../src/report/result.ts';
import { HOSTILE } from './verified.ts';

const change = (
  name: string,
  type: string,
  detail?: string,
  action: ChangeResult['action'] = 'create',
): ChangeResult => ({
  ...{ action, type, name, status: 'planned' },
  ...(detail === undefined ? {} : { detail }),
});

const user = (name: string, changes: ChangeResult[], more: Partial<UserResult> = {}): UserResult => ({
  name,
  username: `${name.toLowerCase()}@acme.integration`,
  id: null,
  outcome: changes.length === 0 ? 'unchanged' : 'planned',
  changes,
  findings: [],
  credential: null,
  ...more,
});

const result = (users: UserResult[], more: Partial<WriteResult> = {}): WriteResult => ({
  orgId: '00D000000000001AAA',
  dryRun: true,
  outcome: users.some(({ changes }) => changes.length > 0) ? 'planned' : 'unchanged',
  users,
  blockers: [],
  licenses: { userLicense: null, permissionSetLicense: null },
  ...more,
});

const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'));
const cells = (row: string): number => row.replace(/\\\|/g, '').split('|').length - 2;

describe('a plan as Markdown', () => {
  it('says the counts, every change of every user, and who is unchanged', () => {
    const zoom = user('Zoom', [
      change('zoom@acme.integration', 'User'),
      change('Account.Fax', 'FieldPermissions', 'read'),
      change('Account.Phone', 'FieldPermissions', 'read'),
      change('Account.Website', 'FieldPermissions', 'edit'),
      change('Contact', 'ObjectPermissions', 'edit', 'delete'),
    ]);
    expect(planMarkdown(result([zoom, user('Erp', [])]), [])).to.equal(`## Integration users: plan

Plan: 4 to add, 0 to change, 1 to remove; 1 of 2 users unchanged. Nothing is written.

### Zoom (\`zoom@acme.integration\`)

| Change | Type | Name | Detail |
| --- | --- | --- | --- |
| create | User | zoom&#64;acme.integration |  |
| create | FieldPermissions | Account: Fax, Phone | read |
| create | FieldPermissions | Account: Website | edit |
| delete | ObjectPermissions | Contact | edit |

Unchanged: Erp (\`erp@acme.integration\`).
`);
  });

  it('names every field, however many', () => {
    const fields = Array.from({ length: 40 }, (_, index) => `Account.F${String(index)}__c`);
    const text = planMarkdown(
      result([
        user(
          'Zoom',
          fields.map((name) => change(name, 'FieldPermissions', 'read')),
        ),
      ]),
      [],
    );
    for (const name of fields)
      expect(text).to.contain(name.slice('Account.'.length).replaceAll('__', String.raw`\_\_`));
  });

  it('says what was done, where nothing was only planned', () => {
    const done = { ...change('zoom@acme.integration', 'User'), status: 'done' as const };
    const text = planMarkdown(
      result([user('Zoom', [done], { outcome: 'created' })], { dryRun: false, outcome: 'created' }),
      [],
    );
    expect(text.split('\n').slice(0, 3)).to.deep.equal([
      '## Integration users: applied',
      '',
      '1 added, 0 changed, 0 removed; 0 of 1 users unchanged.',
    ]);
  });

  it('says what stops it, each with its fix, and who failed', () => {
    const blocker = { id: 'no-seat', severity: 'error' as const, subject: 's', message: 'No seat.', fix: 'Buy one.' };
    const failed = [
      { name: 'BlockedError', message: 'said above', actions: [] },
      { name: 'OrgRefusedError', message: 'Zoom: Salesforce refused User:\nX', actions: [] },
    ];
    const text = planMarkdown(result([user('Zoom', [])], { outcome: 'failed', blockers: [blocker] }), failed);
    expect(text).to.contain('**Failed.** Plan: 0 to add').and.to.contain('### Problems');
    expect(text).to.contain('| No seat. | Buy one. |').and.to.contain('\n- Zoom: Salesforce refused User: X\n');
    expect(text).not.to.contain('said above');
  });

  it('shows the warnings of a user, also of one that is unchanged', () => {
    const warning = { id: 'x', severity: 'warning' as const, subject: 's', message: 'Careful.', fix: 'Look.' };
    const info = { ...warning, severity: 'info' as const, message: 'By the way.' };
    const text = planMarkdown(result([user('Zoom', [], { findings: [warning, info] })]), []);
    expect(text).to.contain('**Worth knowing**\n\n| Problem | Fix |\n| --- | --- |\n| Careful. | Look. |');
    expect(text).not.to.contain('By the way.');
  });

  it('lets nothing of an org or a file become a cell, HTML, a link or a mention', () => {
    const evil = user(HOSTILE, [change(HOSTILE, HOSTILE, HOSTILE)], { username: HOSTILE });
    const blocker = { id: 'x', severity: 'error' as const, subject: HOSTILE, message: HOSTILE, fix: HOSTILE };
    const text = planMarkdown(result([evil, user(HOSTILE, [], { username: HOSTILE })], { blockers: [blocker] }), [
      { name: 'OrgRefusedError', message: HOSTILE, actions: [] },
    ]);
    const code = /`[^`\n]*`/g;
    expect(text.replace(code, ''))
      .not.to.contain('<script>')
      .and.not.match(/[^\\]\]\(javascript/)
      .and.not.match(/@team/);
    expect(rows(text).map(cells)).to.deep.equal([2, 2, 2, 4, 4, 4]);
  });

  it('fits into a comment, and names those whose changes do not', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      user(`U${String(index)}`, [change('Account', 'ObjectPermissions', 'read')]),
    );
    const text = planMarkdown(result(many), []);
    expect(text.length).to.be.within(25_000, 32_768);
    const shown = text.match(/^### /gm)?.length ?? 0;
    expect(text).to.contain(`${String(400 - shown)} more users have changes that do not fit into a comment: U`);
    expect(planMarkdown(result(many.slice(0, 3)), [])).not.to.contain('do not fit');
  });
});
