import { expect } from 'chai';
import { join } from 'node:path';
import {
  azure,
  bitbucket,
  cumulusCi,
  gitHub,
  gitLab,
  jenkins,
  plainShell,
  type Event,
  type Step,
  type Values,
} from './extract.ts';
import type { Posted } from './shims.ts';

export const COMMENT_TOKEN = 'token-of-the-ci';

export type Pipeline = {
  readonly steps: (event: Event, values: Values) => Step[];
  /** What the CI gives to every script; `key` is the path of the key, where the CI makes the file. */
  readonly env: (login: Login) => Record<string, string>;
  /** The text of the comment that the CI got; undefined for a pipeline that leaves it to somebody else. */
  readonly comment?: (posted: Posted) => string;
  readonly logsIn?: false;
};
export type Login = {
  readonly username: string;
  readonly clientId: string;
  readonly key: string;
  readonly keyFile: string;
  readonly url: string;
  readonly folder: string;
};

const salesforce = ({ username, clientId, url }: Login): Record<string, string> => ({
  ...{ SALESFORCE_USERNAME: username, SALESFORCE_CLIENT_ID: clientId, SALESFORCE_INSTANCE_URL: url },
});
/** The variables of a login, the key as a file. */
export const withKeyFile = (login: Login): Record<string, string> => ({
  ...salesforce(login),
  SALESFORCE_JWT_KEY: login.keyFile,
});

/** The pipelines in examples/pipelines. */
export const pipelines: Readonly<Record<string, Pipeline>> = {
  'GitHub Actions': {
    steps: gitHub,
    env: ({ folder }) => ({
      ...{ RUNNER_TEMP: folder, GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_REPOSITORY: 'acme/salesforce' },
    }),
    comment: ({ url, body }) => {
      expect(url).to.equal('/api.github.com/repos/acme/salesforce/issues/7/comments');
      return body;
    },
  },
  'GitLab CI': {
    steps: gitLab,
    env: (login) => ({
      ...{ ...withKeyFile(login), CI_API_V4_URL: 'https://gitlab.example/api/v4' },
      ...{ CI_PROJECT_ID: '12', CI_MERGE_REQUEST_IID: '7', COMMENT_TOKEN },
    }),
    comment: ({ url, body, token }) => {
      expect([url, token]).to.deep.equal(['/gitlab.example/api/v4/projects/12/merge_requests/7/notes', COMMENT_TOKEN]);
      return new URLSearchParams(body).get('body') ?? '';
    },
  },
  'Azure Pipelines': {
    steps: azure,
    env: () => ({
      ...{ SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/', SYSTEM_TEAMPROJECTID: 'project-id' },
      ...{ BUILD_REPOSITORY_ID: 'repository-id', SYSTEM_PULLREQUEST_PULLREQUESTID: '7' },
    }),
    comment: ({ url, body, token }) => {
      const of = '/dev.azure.com/acme/project-id/_apis/git/repositories/repository-id/pullRequests/7';
      expect([url, token]).to.deep.equal([`${of}/threads?api-version=7.1`, `Bearer ${COMMENT_TOKEN}`]);
      const { comments } = JSON.parse(body) as { comments: readonly [{ content: string }] };
      return comments[0].content;
    },
  },
  Jenkins: {
    steps: jenkins,
    env: (login) => ({
      ...{ ...withKeyFile(login), COMMENT_TOKEN },
      ...{ CHANGE_ID: '7', CHANGE_URL: 'https://github.com/acme/salesforce/pull/7' },
    }),
    comment: ({ url, body, token }) => {
      expect([url, token]).to.deep.equal([
        '/api.github.com/repos/acme/salesforce/issues/7/comments',
        `Bearer ${COMMENT_TOKEN}`,
      ]);
      return (JSON.parse(body) as { body: string }).body;
    },
  },
  'Bitbucket Pipelines': {
    steps: bitbucket,
    env: (login) => ({
      ...{ ...salesforce(login), SALESFORCE_JWT_KEY_BASE64: Buffer.from(login.key).toString('base64') },
      ...{ BITBUCKET_REPO_FULL_NAME: 'acme/salesforce', BITBUCKET_PR_ID: '7', COMMENT_TOKEN },
    }),
    comment: ({ url, body, token }) => {
      const of = '/api.bitbucket.org/2.0/repositories/acme/salesforce/pullrequests/7/comments';
      expect([url, token]).to.deep.equal([of, `Bearer ${COMMENT_TOKEN}`]);
      return (JSON.parse(body) as { content: { raw: string } }).content.raw;
    },
  },
  CumulusCI: {
    steps: cumulusCi,
    env: ({ url }) => ({ SF_TARGET_ORG: 'token', SF_ORG_INSTANCE_URL: url }),
    logsIn: false,
  },
  'plain shell': { steps: plainShell, env: withKeyFile },
};
