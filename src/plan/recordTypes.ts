import type { PermissionSetDefinition } from '../definition/definition.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { OrgState } from '../org/state/state.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { missingNames } from './found.ts';

/**
 * Record types to show, and with `own` those to hide. Where the definition says nothing about them they stay as they are.
 * @param setName as the org spells it
 */
export function recordTypeChanges(
  { visibleRecordTypes, state, options }: Context,
  set: PermissionSetDefinition,
  setName: string,
): Change[] {
  if (set.recordTypes === undefined) return [];
  const wanted = set.recordTypes.map((written) => canonical(state, written));
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const missing = wanted.filter((name) => ![...visibleRecordTypes].some((seen) => same(seen, name)));
  const extra = options.own ? [...visibleRecordTypes].filter((seen) => !wanted.some((name) => same(seen, name))) : [];
  const change = (action: 'create' | 'delete', name: string, visible: boolean): Change => ({
    action,
    type: 'RecordTypeVisibility',
    name: `${setName}: ${name}`,
    write: { permissionSet: setName, recordType: name, visible },
  });
  return [
    ...missing.map((name) => change('create', name, true)),
    ...extra.map((name) => change('delete', name, false)),
  ];
}

export function recordTypeProblems(context: Context, set: PermissionSetDefinition): Problem[] {
  return (set.recordTypes ?? []).flatMap((written) => {
    if (!/^\w+\.\w+$/.test(written)) return [error('recordTypeForm', written, [written])];
    const type = find(context.state, written);
    if (type === undefined) return missingNames(context, 'recordTypes', [written]);
    return type.active ? [] : [error('recordTypeInactive', written, [written])];
  });
}

function canonical(state: OrgState, written: string): string {
  const type = find(state, written);
  return type ? `${type.object}.${type.name}` : written;
}

function find(state: OrgState, written: string): OrgState['recordTypes'][number] | undefined {
  return state.recordTypes.find(({ object, name }) => `${object}.${name}`.toLowerCase() === written.toLowerCase());
}
