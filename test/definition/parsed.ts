import { expect } from 'chai';
import { parseDefinition } from '../../src/definition/file.ts';
import type { Problem } from '../../src/definition/problem.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';

/** A definition in which nothing is wrong, of a file named f.yaml. */
export function parsed(content: string): RawDefinition {
  const { raw, problems } = parseDefinition('f.yaml', content);
  expect(problems).to.deep.equal([]);
  if (raw === undefined) throw new Error('neither a definition nor a problem');
  return raw;
}

/** What is wrong in a file named f.yaml; at least one thing. */
export function refused(content: string): readonly Problem[] {
  const { raw, problems } = parseDefinition('f.yaml', content);
  expect(raw).to.equal(undefined);
  expect(problems.length).to.be.greaterThan(0);
  return problems;
}
