import { expect } from 'chai';
import type { WriteResult } from '../../src/report/result.ts';

const ACTIONS = ['create', 'update', 'delete', 'assign', 'unassign', 'activate', 'deactivate', 'freeze'];

const OUTCOMES = ['created', 'updated', 'unchanged', 'planned', 'failed'];

/** The outcome of a run is the weightiest of its users. */
const ORDER = ['failed', 'planned', 'created', 'updated', 'unchanged'] as const;

const SEATS = ['name', 'total', 'used', 'free'];

/** Fails unless a result, of so many users, has the shape that every writing command gives; `more` is what a command adds to it. */
export function expectShape(result: unknown, users = 1, more: readonly string[] = []): asserts result is WriteResult {
  expect(result).to.be.an('object');
  const given = result as WriteResult;
  expect(given).to.have.all.keys('orgId', 'dryRun', 'outcome', 'users', 'blockers', 'licenses', ...more);
  expect(given.orgId).to.match(/^00D\w{15}$/);
  expect(given.dryRun).to.be.a('boolean');
  expect(OUTCOMES).to.include(given.outcome);
  expect(given.users).to.have.length(users);
  for (const user of given.users) {
    expect(user).to.have.all.keys('name', 'username', 'id', 'outcome', 'changes', 'findings', 'credential');
    expect(user.name).to.be.a('string').and.not.equal('');
    expect(OUTCOMES).to.include(user.outcome);
    if (user.username !== null) expect(user.username).to.be.a('string').and.not.equal('');
    if (user.id !== null) expect(user.id).to.match(/^005\w{15}$/);
    for (const change of user.changes) {
      const { detail, ...rest } = change;
      expect(rest).to.have.all.keys('action', 'type', 'name', 'status');
      expect(ACTIONS).to.include(change.action);
      expect(['planned', 'done', 'skipped', 'failed']).to.include(change.status);
      if ('detail' in change) expect(detail).to.be.a('string').and.not.equal('');
    }
  }
  const outcomes = given.users.map(({ outcome }) => outcome);
  expect(given.outcome).to.equal(ORDER.find((outcome) => outcomes.includes(outcome)) ?? given.outcome);
  const findings = given.users.flatMap((user) => user.findings);
  // What is only worth knowing never stands in the way.
  expect(given.blockers.map(({ severity }) => severity)).not.to.include('info');
  for (const finding of [...given.blockers, ...findings]) {
    expect(finding).to.have.all.keys('id', 'severity', 'subject', 'message', 'fix');
    expect(finding.id).to.match(/^[a-z]+(-[a-z]+)*$/);
    expect(['error', 'warning', 'info']).to.include(finding.severity);
    for (const text of [finding.subject, finding.message, finding.fix])
      expect(text).to.be.a('string').and.not.equal('');
  }
  expect(given.licenses).to.have.all.keys('userLicense', 'permissionSetLicense');
  for (const license of Object.values(given.licenses)) if (license !== null) expect(license).to.have.all.keys(SEATS);
}
