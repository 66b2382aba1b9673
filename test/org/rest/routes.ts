import { handleDeployRequest } from '../metadata/deployRequest.ts';
import { consumersOfApp, credentials, staged, stagedOne, usage } from './apps/credentials.ts';
import { retrieveMany, retrieveManyByBody } from './collections/retrieve.ts';
import { upsertMany } from './collections/upsert.ts';
import { createMany, deleteMany, updateMany } from './collections/write.ts';
import { batch } from './composite/batch.ts';
import { composite } from './composite/composite.ts';
import { graph } from './composite/graph.ts';
import {
  abortQueryJob,
  checkQueryJob,
  createQueryJob,
  deleteQueryJob,
  listQueryJobs,
  queryJobResults,
} from './data/bulkQuery.ts';
import { basicInformation, globalDescribe, objectDescribe } from './data/describe.ts';
import { removeByKey, retrieveByKey, upsertByKey } from './data/externalId.ts';
import { logFile } from './data/logFile.ts';
import { passwordState, resetPassword, setPassword } from './data/password.ts';
import { nextPage, runQuery, runQueryAll, runToolingQuery } from './data/query.ts';
import { create, remove, retrieve, update } from './data/rows.ts';
import { noSourceTracking, toolingProfile, toolingProfiles } from './data/toolingProfile.ts';
import { limits } from './limits.ts';
import { identity, userinfo } from './oauth/identity.ts';
import { revoke } from './oauth/revoke.ts';
import { token } from './oauth/token.ts';
import type { AnyRoute, Call } from './route.ts';
import { metadataSoap } from './soap.ts';
import { compositeResources, resources, versions } from './versions.ts';

const rest = '/services/data/:version';
const deploy = (call: Call): ReturnType<typeof handleDeployRequest> =>
  handleDeployRequest(call.session, call.instance.access, call.request);

const gap = (path: string, name: string): AnyRoute => ({ method: '*', path, gap: name });

/** Every resource, the more special path before the more general one. */
export const routes: readonly AnyRoute[] = [
  { method: 'GET', path: '/services/data', open: versions },
  { method: 'POST', path: '/services/oauth2/token', open: token },
  { method: 'GET', path: '/services/oauth2/revoke', open: revoke },
  { method: 'POST', path: '/services/oauth2/revoke', open: revoke },
  { method: 'GET', path: '/services/oauth2/userinfo', open: userinfo },
  { method: 'POST', path: '/services/oauth2/userinfo', open: userinfo },
  { method: 'GET', path: '/id/:org/:user', open: identity },
  { method: 'POST', path: '/services/Soap/m/:number', open: metadataSoap },

  { method: 'GET', path: rest, handle: resources },
  { method: 'GET', path: `${rest}/limits`, handle: limits },
  { method: 'GET', path: `${rest}/query`, handle: runQuery },
  { method: 'GET', path: `${rest}/query/:locator`, handle: nextPage },
  { method: 'GET', path: `${rest}/queryAll`, handle: runQueryAll },
  { method: 'GET', path: `${rest}/queryAll/:locator`, handle: nextPage },
  { method: 'GET', path: `${rest}/tooling/query`, handle: runToolingQuery },
  { method: 'GET', path: `${rest}/tooling/query/:locator`, handle: nextPage },
  { method: 'GET', path: `${rest}/tooling/sobjects/Profile`, handle: toolingProfiles },
  { method: 'GET', path: `${rest}/tooling/sobjects/Profile/:id`, handle: toolingProfile },

  { method: 'GET', path: `${rest}/tooling/sobjects/SourceMember/describe`, handle: noSourceTracking },

  { method: 'GET', path: `${rest}/sobjects`, handle: globalDescribe },
  { method: 'GET', path: `${rest}/sobjects/:object`, handle: basicInformation },
  { method: 'POST', path: `${rest}/sobjects/:object`, handle: create },
  { method: 'GET', path: `${rest}/sobjects/:object/describe`, handle: objectDescribe },
  gap(`${rest}/sobjects/:object/describe/*`, 'layouts'),
  gap(
    `${rest}/sobjects/:object/{updated|deleted|listviews|quickActions|relevantItems}/*`,
    'this resource of an object',
  ),
  { method: 'GET', path: `${rest}/sobjects/User/:id/password`, handle: passwordState },
  { method: 'POST', path: `${rest}/sobjects/User/:id/password`, handle: setPassword },
  { method: 'DELETE', path: `${rest}/sobjects/User/:id/password`, handle: resetPassword },
  { method: 'GET', path: `${rest}/sobjects/EventLogFile/:id/LogFile`, handle: logFile },
  { method: 'GET', path: `${rest}/sobjects/:object/:id`, handle: retrieve },
  { method: 'PATCH', path: `${rest}/sobjects/:object/:id`, handle: update },
  { method: 'DELETE', path: `${rest}/sobjects/:object/:id`, handle: remove },
  { method: 'GET', path: `${rest}/sobjects/:object/:field/:value`, handle: retrieveByKey },
  { method: 'PATCH', path: `${rest}/sobjects/:object/:field/:value`, handle: upsertByKey },
  { method: 'DELETE', path: `${rest}/sobjects/:object/:field/:value`, handle: removeByKey },

  { method: 'GET', path: `${rest}/composite`, handle: compositeResources },
  { method: 'POST', path: `${rest}/composite`, handle: composite },
  { method: 'POST', path: `${rest}/composite/graph`, handle: graph },
  { method: 'POST', path: `${rest}/composite/batch`, handle: batch },
  { method: 'POST', path: `${rest}/composite/sobjects`, handle: createMany },
  { method: 'PATCH', path: `${rest}/composite/sobjects`, handle: updateMany },
  { method: 'DELETE', path: `${rest}/composite/sobjects`, handle: deleteMany },
  { method: 'GET', path: `${rest}/composite/sobjects/:object`, handle: retrieveMany },
  { method: 'POST', path: `${rest}/composite/sobjects/:object`, handle: retrieveManyByBody },
  { method: 'PATCH', path: `${rest}/composite/sobjects/:object/:field`, handle: upsertMany },

  { method: 'GET', path: `${rest}/apps/oauth/usage`, handle: usage },
  { method: 'GET', path: `${rest}/apps/oauth/credentials/:app`, handle: consumersOfApp },
  { method: 'GET', path: `${rest}/apps/oauth/credentials/:app/:consumer`, handle: credentials },
  { method: 'GET', path: `${rest}/apps/oauth/credentials/:app/:consumer/staged`, handle: staged },
  { method: 'POST', path: `${rest}/apps/oauth/credentials/:app/:consumer/staged`, handle: staged },
  { method: 'GET', path: `${rest}/apps/oauth/credentials/:app/:consumer/staged/:staged`, handle: stagedOne },
  { method: 'PATCH', path: `${rest}/apps/oauth/credentials/:app/:consumer/staged/:staged`, handle: stagedOne },
  { method: 'DELETE', path: `${rest}/apps/oauth/credentials/:app/:consumer/staged/:staged`, handle: stagedOne },

  { method: 'POST', path: `${rest}/metadata/deployRequest`, handle: deploy },
  { method: 'GET', path: `${rest}/metadata/deployRequest/:id`, handle: deploy },
  { method: 'PATCH', path: `${rest}/metadata/deployRequest/:id`, handle: deploy },

  gap(`${rest}/composite/tree/*`, 'sObject Tree'),
  { method: 'GET', path: `${rest}/jobs/query`, handle: listQueryJobs },
  { method: 'POST', path: `${rest}/jobs/query`, handle: createQueryJob },
  { method: 'GET', path: `${rest}/jobs/query/:id`, handle: checkQueryJob },
  { method: 'PATCH', path: `${rest}/jobs/query/:id`, handle: abortQueryJob },
  { method: 'DELETE', path: `${rest}/jobs/query/:id`, handle: deleteQueryJob },
  { method: 'GET', path: `${rest}/jobs/query/:id/results`, handle: queryJobResults },
  gap(`${rest}/jobs/*`, 'the other jobs of Bulk API 2.0'),
  gap(`${rest}/tooling/*`, 'this resource of the Tooling API'),
  gap(`${rest}/limits/*`, 'limits/recordCount'),
  gap(
    `${rest}/{search|parameterizedSearch|analytics|connect|chatter|ui-api|actions|recent|theme|tabs|appMenu|process|wave|support|apps|scim|event|consent|dedupe|nouns|folders|eclair|smartdatadiscovery|quickActions|compactLayouts|metadata|async-queries}/*`,
    'this resource of the REST API',
  ),
  gap('/services/oauth2/{introspect|authorize|register|singleaccess}/*', 'this OAuth endpoint'),
  gap('/services/Soap/u/*', 'the Partner SOAP API'),
  gap('/services/Soap/c/*', 'the Enterprise SOAP API'),
  gap('/services/Soap/{T|s}/*', 'the Tooling and Apex SOAP APIs'),
  gap('/services/{async|apexrest|scim}/*', 'this API'),
];
