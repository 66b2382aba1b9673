import type { Query } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError, type Access, type Session } from '../org.ts';
import { parse } from '../soql/parse.ts';
import { compile, type Compiled } from '../soql/query.ts';

/** Objects that no job takes, as clients in use know them. source: facts 7.8 [community, 3] */
const never = [
  'AcceptedEventRelation',
  'CaseStatus',
  'ContractStatus',
  'DeclinedEventRelation',
  'EventWhoRelation',
  'OrderStatus',
  'PartnerRole',
  'RecentlyViewed',
  'SolutionStatus',
  'TaskPriority',
  'TaskStatus',
  'TaskWhoRelation',
  'UndecidedEventRelation',
];
/** Nobody was seen to query these in bulk. */
const unsettled = ['AuthSession', 'EventLogFile', 'OauthToken'];

/** Errors of a query job have a code of their own, whatever is wrong with the query. source: facts 7.8 [community, 2] */
const apiError = (message: string): OrgError => new OrgError('API_ERROR', message);

/**
 * Reads the query of a new job. Throws what the job is refused with: aggregates and sub-queries, compound fields, objects that bulk
 * has not, and whatever is wrong with any query. source: facts 7.8
 */
export function compileBulk(session: Session, access: Access, soql: string, all: boolean): Compiled {
  try {
    const { query } = parse(soql);
    const object = query.sObject ?? '';
    const refused = session.org.switches.bulkLoginHistory === 'refused' ? [...never, 'LoginHistory'] : never;
    if (includes(refused, object))
      throw new OrgError('INVALIDENTITY', `Entity '${object}' is not supported by the Bulk API.`);
    if (includes(unsettled, object)) throw new NotSimulated(`whether bulk queries take ${object}`);
    refuseClauses(query);
    const compiled = compile(session, access, soql, { tooling: false, all });
    if (compiled.aggregate) throw noAggregate();
    const compound = compiled.plan.nodes.some((node) => node.kind === 'field' && node.field.type === 'address');
    if (compound) throw apiError('Selecting compound data not supported in Bulk Query');
    return compiled;
  } catch (error) {
    if (error instanceof OrgError && !(error instanceof NotSimulated) && error.errorCode !== 'INVALIDENTITY')
      throw apiError(error.message);
    throw error;
  }
}

/** Which clauses a job does not take is official; only the words for aggregates and sub-queries were seen. */
function refuseClauses(query: Query): void {
  const fields = query.fields ?? [];
  if (query.groupBy !== undefined || fields.some(({ type }) => type === 'FieldSubquery')) throw noAggregate();
  if (query.offset !== undefined) throw new NotSimulated('the words for OFFSET in a bulk query');
  if (fields.some((field) => field.type === 'FieldFunctionExpression' && /^fields$/i.test(field.functionName)))
    throw apiError('Selecting compound data not supported in Bulk Query');
}

const includes = (names: readonly string[], name: string): boolean =>
  names.some((each) => each.toLowerCase() === name.toLowerCase());

const noAggregate = (): OrgError => apiError('Aggregate Relationships not supported in Bulk Query');
