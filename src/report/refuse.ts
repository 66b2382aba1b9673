import { SfError } from '@salesforce/core';
import { exitCodeFor, type Problem } from '../definition/problem.ts';
import { finding } from './finding.ts';

/** Every problem that stops a command which writes nothing, in one error. */
export function inputError(problems: readonly Problem[], name: string): SfError {
  const found = problems.filter(({ severity }) => severity === 'error').map(finding);
  return SfError.create({
    name,
    message: found.map(({ message }) => message).join('\n'),
    actions: [...new Set(found.map(({ fix }) => fix))],
    exitCode: exitCodeFor(problems),
  });
}

/** @throws SfError with every problem that stops, if there is one */
export function refuse(problems: readonly Problem[], name: string): void {
  if (problems.some(({ severity }) => severity === 'error')) throw inputError(problems, name);
}
