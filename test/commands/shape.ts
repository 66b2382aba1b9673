import { expect } from 'chai';
import type { WriteResult } from '../../src/report/result.ts';

const ACTIONS = ['create', 'update', 'delete', 'assign', 'unassign', 'activate', 'deactivate', 'freeze'];

const SEATS = ['name', 'total', 'used', 'free'];

/** Fails unless a result has the shape that every writing command gives. */
export function expectShape(result: unknown): asserts result is WriteResult {
  expect(result).to.be.an('object');
  const given = result as WriteResult;
  expect(given).to.have.all.keys('orgId', 'dryRun', 'outcome', 'users', 'blockers', 'licenses');
  expect(given.orgId).to.match(/^00D\w{15}$/);
  expect(given.dryRun).to.be.a('boolean');
  expect(['created', 'updated', 'unchanged', 'planned', 'failed']).to.include(given.outcome);
  expect(given.users).to.have.length(1);
  for (const user of given.users) {
    expect(user).to.have.all.keys('name', 'username', 'id', 'outcome', 'changes', 'findings');
    expect([given.outcome]).to.include(user.outcome);
    if (user.id !== null) expect(user.id).to.match(/^005\w{15}$/);
    for (const change of user.changes) {
      const { detail, ...rest } = change;
      expect(rest).to.have.all.keys('action', 'type', 'name', 'status');
      expect(ACTIONS).to.include(change.action);
      expect(['planned', 'done', 'skipped', 'failed']).to.include(change.status);
      if ('detail' in change) expect(detail).to.be.a('string').and.not.equal('');
    }
  }
  for (const finding of [...given.blockers, ...given.users.flatMap(({ findings }) => findings)]) {
    expect(finding).to.have.all.keys('id', 'severity', 'subject', 'message', 'fix');
    expect(finding.id).to.match(/^[a-z]+(-[a-z]+)*$/);
    expect(['error', 'warning']).to.include(finding.severity);
    for (const text of [finding.subject, finding.message, finding.fix])
      expect(text).to.be.a('string').and.not.equal('');
  }
  expect(given.licenses).to.have.all.keys('userLicense', 'permissionSetLicense');
  for (const license of Object.values(given.licenses)) if (license !== null) expect(license).to.have.all.keys(SEATS);
}
