import { expect } from 'chai';
import type { Finding } from '../../src/report/finding.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { inShort, writesOf } from './zoomInfo.ts';

type Options = {
  readonly as?: string;
  /** 2: it is the command line that is wrong. */
  readonly exitCode?: 1 | 2;
};

/**
 * Runs `create` and fails unless it stops before its first write: exit code 1 or 2, every blocker told with cause and fix in the message that
 * a person and a pipeline get, nothing written, the org unchanged.
 * @returns the blockers
 */
export async function blockersOf(
  org: RunningOrg,
  args: readonly string[],
  { exitCode: expected = 1, ...options }: Options = {},
): Promise<readonly Finding[]> {
  const before = dumpOf(org);
  const { json, exitCode, requests } = await createJson(org, args, options);
  expect(exitCode, JSON.stringify(json.result)).to.equal(expected);
  expect(json.status).to.equal(expected);
  expect(writesOf(requests).map(inShort), 'writes').to.deep.equal([]);
  expectSame(before, dumpOf(org));
  const blockers = json.result?.blockers ?? [];
  expect(blockers, json.message).not.to.be.empty;
  for (const { severity, message, fix } of blockers) {
    expect(severity).to.equal('error');
    expect(json.message).to.contain(message);
    expect(json.actions).to.include(fix);
    // Every placeholder of the message is filled.
    expect(message + fix).not.to.match(/%s|undefined|\[object/);
  }
  return blockers;
}

/** Like {@link blockersOf} for a person at a terminal: what is printed as the error. */
export async function printedError(
  org: RunningOrg,
  args: readonly string[],
  options: Omit<Options, 'exitCode'> = {},
): Promise<string> {
  const before = dumpOf(org);
  const { stderr, exitCode } = await create(org, args, options);
  expect(exitCode, stderr).to.equal(1);
  expectSame(before, dumpOf(org));
  return stderr;
}
