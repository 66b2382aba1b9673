import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { root } from '../../e2e/root.ts';

/** What starts a pipeline. */
export type Event = 'plan' | 'apply' | 'nightly';

/** One shell script of a pipeline, as its CI runs it. */
export type Step = {
  readonly script: string;
  /** The arguments of bash. */
  readonly shell: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Runs although a step before it failed. */
  readonly always: boolean;
};

/** Values that the CI knows: what its variables and secrets hold. */
export type Values = Readonly<Record<string, string>>;

export const exampleText = (file: string): string => readFileSync(join(root, 'examples', 'pipelines', file), 'utf8');

const yaml = (file: string): unknown => parse(exampleText(file), { merge: true });

type GitHubStep = { readonly run?: string; readonly if?: string; readonly env?: Record<string, string> };

/** Steps of the workflow; what stands between `${{ }}` is looked up in the values. */
export function gitHub(event: Event, values: Values): Step[] {
  const file = yaml('github/integration-users.yml') as {
    env: Record<string, string>;
    jobs: { 'integration-users': { steps: readonly GitHubStep[] } };
  };
  const event_name = { plan: 'pull_request', apply: 'push', nightly: 'schedule' }[event];
  const context = { github: { event_name }, always: () => true, hashFiles: () => 'hash' };
  return file.jobs['integration-users'].steps
    .filter((step) => step.run !== undefined && (step.if === undefined || runInNewContext(step.if, context) === true))
    .map((step) => ({
      script: step.run ?? '',
      shell: ['--noprofile', '--norc', '-eo', 'pipefail'],
      env: { ...file.env, ...filled(step.env ?? {}, /\$\{\{ *([\w.]+) *\}\}/g, values) },
      always: step.if?.includes('always()') === true,
    }));
}

type GitLabJob = {
  readonly rules?: readonly { readonly if: string }[];
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
};

/** The script of the job whose rule fits, behind what all jobs begin with: GitLab runs both in one shell. */
export function gitLab(event: Event): Step[] {
  const file = yaml('gitlab/.gitlab-ci.yml') as Partial<Record<string, GitLabJob>>;
  const source = { plan: 'merge_request_event', apply: 'push', nightly: 'schedule' }[event];
  const context = { $CI_PIPELINE_SOURCE: source, $CI_COMMIT_BRANCH: 'main', $CI_DEFAULT_BRANCH: 'main' };
  return Object.values(file)
    .filter((job) => job !== undefined)
    .filter(({ rules = [] }) => rules.some((rule) => runInNewContext(rule.if, context) === true))
    .map(({ script = [] }) => ({
      script: [...(file.default?.before_script ?? []), ...script].join('\n'),
      shell: ['-eo', 'pipefail'],
      env: {},
      always: false,
    }));
}

type AzureStep = { readonly bash?: string; readonly condition?: string; readonly env?: Record<string, string> };

export function azure(event: Event, values: Values): Step[] {
  const file = yaml('azure/azure-pipelines.yml') as { jobs: readonly [{ steps: readonly AzureStep[] }] };
  const variables = {
    'Build.Reason': { plan: 'PullRequest', apply: 'IndividualCI', nightly: 'Schedule' }[event],
    'Build.SourceBranch': event === 'plan' ? 'refs/pull/7/merge' : 'refs/heads/main',
  };
  const context = {
    variables,
    and: (...all: boolean[]) => all.every(Boolean),
    eq: (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
    ne: (a: string, b: string) => a.toLowerCase() !== b.toLowerCase(),
    succeeded: () => true,
    always: () => true,
  };
  return file.jobs[0].steps
    .filter(({ bash, condition = 'succeeded()' }) => bash !== undefined && runInNewContext(condition, context) === true)
    .map(({ bash = '', env = {} }) => ({
      script: bash,
      shell: ['--noprofile', '--norc'],
      env: filled(env, /\$\(([\w.]+)\)/g, values),
      always: false,
    }));
}

/** The scripts of the stages of an event. Groovy joins a line that ends with a backslash with the next one. */
export function jenkins(event: Event): Step[] {
  const when = { plan: 'changeRequest()', apply: "branch 'main'", nightly: "when { triggeredBy 'TimerTrigger' }" };
  const text = exampleText('jenkins/Jenkinsfile');
  return text
    .split(/(?=^ {4}stage\()/m)
    .slice(1)
    .filter((stage) => !/^ {6}when /m.test(stage) || stage.includes(when[event]))
    .flatMap((stage) => [...stage.matchAll(/sh '''(.*?)'''/gs)])
    .map(([, script = '']) => ({ script: script.replaceAll('\\\n', ''), shell: [], env: {}, always: false }));
}

type BitbucketStep = { readonly step: { readonly script: readonly string[] } };

/** The script of the step of an event: Bitbucket runs its lines in one shell. */
export function bitbucket(event: Event): Step[] {
  const { pipelines } = yaml('bitbucket/bitbucket-pipelines.yml') as {
    pipelines: {
      'pull-requests': { '**': readonly BitbucketStep[] };
      branches: { main: readonly BitbucketStep[] };
      custom: { nightly: readonly BitbucketStep[] };
    };
  };
  const steps = {
    plan: pipelines['pull-requests']['**'],
    apply: pipelines.branches.main,
    nightly: pipelines.custom.nightly,
  }[event];
  return steps.map(({ step }) => ({ script: step.script.join('\n'), shell: ['-e'], env: {}, always: false }));
}

type Cci = {
  readonly tasks: Readonly<Record<string, { options: { command: string; extra?: string } }>>;
  readonly flows: { integration_users_nightly: { steps: Readonly<Record<string, { task: string }>> } };
};

/** Tasks as the class SFDXOrgTask runs them: "sf", the command and the extra options; the org comes in variables. */
export function cumulusCi(event: Event): Step[] {
  const { tasks, flows } = yaml('cumulusci/cumulusci.yml') as Cci;
  const names = {
    plan: ['integration_users_plan'],
    apply: ['integration_users_apply'],
    nightly: Object.values(flows.integration_users_nightly.steps).map(({ task }) => task),
  }[event];
  return names.map((name) => {
    const { command = '', extra = '' } = tasks[name]?.options ?? {};
    return { script: `sf ${command} ${extra}`, shell: [], env: {}, always: false };
  });
}

export function plainShell(event: Event): Step[] {
  const script = join(root, 'examples', 'pipelines', 'shell', 'integration-users.sh');
  return [{ script: `"${script}" ${event}`, shell: [], env: {}, always: false }];
}

/** Texts in which every variable of the CI has its value. */
function filled(env: Readonly<Record<string, string>>, variable: RegExp, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(variable, (_, key: string) => {
        const value = values[key];
        if (value === undefined) throw new Error(`The pipeline uses ${key}, which the README does not name.`);
        return value;
      }),
    ]),
  );
}
