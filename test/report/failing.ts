import { SfError } from '@salesforce/core';
import type { Failure, Run } from '../../src/apply/run.ts';
import { failures } from '../../src/report/failure.ts';
import { writeResult } from '../../src/report/result.ts';
import { orgState } from '../plan/snapshot.ts';
import { change, failure, runOf } from './run.ts';

export const refusal = (errorCode: string, message = 'words', fields: readonly string[] = []) => ({
  errorCode,
  message,
  fields,
});

export const user = change('create', 'User', 'u@x.co');

export const license = change('assign', 'PermissionSetLicenseAssign', 'L');

/** The error that a run ends with. */
export function errorOf(run: Run): SfError {
  try {
    failures(run, writeResult(false, run));
  } catch (thrown) {
    if (thrown instanceof SfError) return thrown as SfError;
    throw thrown;
  }
  throw new Error('no error');
}

export function failed(more: Partial<Failure>, state = orgState()): SfError {
  return errorOf(runOf('failed', [user, license], { failure: failure(more), state }));
}
