import type { Org } from '../org.ts';
import type { DeployMessage } from './deploy.ts';
import type { DeployState } from './deployJob.ts';

type Shape = string | number | boolean | null | undefined | readonly Shape[] | { readonly [name: string]: Shape };

/** DeployResult, the same members over SOAP and REST, alphabetical as in the WSDL; details only when asked for (facts 7.7). */
export function deployResult(org: Org, state: DeployState, includeDetails: boolean): Record<string, Shape> {
  const { job, stage, order } = state;
  const outcome = stage === 'done' ? job.result : undefined;
  const components = (outcome?.messages ?? []).filter(
    (message) => message.type !== '' || message.problem !== undefined,
  );
  const failures = components.filter((message) => message.problem !== undefined).length;
  const { userId } = order.session;
  return {
    checkOnly: order.options.checkOnly,
    completedDate: outcome === undefined ? undefined : job.completedDate,
    createdBy: userId,
    createdByName: String(org.store.get('User', userId)?.['Name'] ?? ''),
    createdDate: job.createdDate,
    details: includeDetails ? details(job.completedDate ?? job.createdDate, outcome?.messages ?? []) : undefined,
    done: outcome !== undefined,
    id: job.id,
    ignoreWarnings: order.options.ignoreWarnings,
    lastModifiedDate: job.completedDate ?? job.startDate ?? job.createdDate,
    numberComponentErrors: failures,
    numberComponentsDeployed: components.length - failures,
    numberComponentsTotal: components.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: order.options.rollbackOnError,
    runTestsEnabled: order.options.testLevel !== undefined && order.options.testLevel !== 'NoTestRun',
    startDate: job.startDate,
    status: outcome?.status ?? stage,
    success: outcome?.status === 'Succeeded',
  };
}

function details(createdDate: string, messages: readonly DeployMessage[]): Shape {
  const content = (message: DeployMessage): Shape => ({
    changed: message.changed,
    componentType: message.type,
    created: message.created,
    createdDate,
    deleted: false,
    fileName: message.fileName,
    fullName: message.fullName,
    id: message.id,
    problem: message.problem,
    problemType: message.problem === undefined ? undefined : 'Error',
    success: message.problem === undefined,
  });
  return {
    componentFailures: messages.filter((message) => message.problem !== undefined).map(content),
    componentSuccesses: messages.filter((message) => message.problem === undefined).map(content),
    runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
  };
}
