import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { dumpOf, enabled, expectSame } from './difference.ts';
import { permsetCreate } from './harness.ts';
import { expectShape } from './shape.ts';
import { inShort, writesOf } from './zoomInfo.ts';

/** The rights of a set, in short. */
export function rightsOf({ org }: RunningOrg, Name: string): Record<string, unknown> {
  const [set] = org.store.find('PermissionSet', { Name });
  const ParentId = set?.['Id'] ?? null;
  const rows = (object: string): string[] =>
    org.store
      .find(object, { ParentId })
      .map((row) => [row['Field'] ?? row['SobjectType'], ...enabled(row)].join(' '))
      .sort();
  return {
    permissions: enabled(set),
    objects: rows('ObjectPermissions'),
    fields: rows('FieldPermissions'),
    setup: org.store.find('SetupEntityAccess', { ParentId }).length,
  };
}

export async function expectBlocked(
  org: RunningOrg,
  args: readonly string[],
  ids: readonly string[],
  users = 1,
): Promise<string> {
  const before = dumpOf(org);
  const { json, exitCode, requests } = await permsetCreate.json(org, args);
  expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
  expectShape(json.result, users);
  expect(json.result.blockers.map(({ id, subject }) => `${id} ${subject}`)).to.have.members(ids);
  for (const { message, fix } of json.result.blockers) expect(message + fix).not.to.match(/%s|undefined/);
  expect(writesOf(requests).map(inShort)).to.deep.equal([]);
  expectSame(before, dumpOf(org));
  return [json.message, ...(json.actions ?? [])].join('\n');
}
