import type { AccessRight, EffectiveAccess, FieldRight, Path, Paths } from './access.ts';
import { contactField } from '../org/names.ts';
import { byName, objectPaths } from './objectPaths.ts';

/**
 * Every path by which a user has a right on an object or a field; none means that it has not.
 * @param name `Object` or `Object.Field`, in any case
 */
export function pathsTo(access: EffectiveAccess, name: string, right: AccessRight = 'read'): Paths {
  const [object = name, field] = name.split('.');
  if (field === undefined) return objectPaths(access, object, right);
  return right === 'read' || right === 'edit' ? fieldPaths(access, object, field, right) : [];
}

function fieldPaths(access: EffectiveAccess, object: string, field: string, right: FieldRight): Paths {
  const names = [
    ...governingFields(field).map((name) => `${object}.${name}`),
    contactField(object, field) ?? [],
  ].flat();
  const rows = names.flatMap((name) => byName(access.fields, name) ?? []);
  const own = rows.flatMap((rights) => rights.get(right) ?? []);
  if (right === 'edit' || objectPaths(access, object, 'read').length === 0) return own;
  const all = objectPaths(access, object, 'viewAllFields').map((path) => ({ ...path, by: 'viewAllFields' }));
  return [...own, ...all.filter((path) => !own.some((one) => isSame(one, path)))];
}

/**
 * The names under which field-level security may govern a field: a part of an address through the address, a look-up under its own
 * name or that of its relationship (facts 3.3).
 */
function governingFields(field: string): string[] {
  const stem =
    /^(\w*?)(?:Street|City|State|StateCode|Country|CountryCode|PostalCode|Latitude|Longitude|GeocodeAccuracy)$/i.exec(
      field,
    )?.[1];
  return [
    field,
    ...(stem === undefined ? [] : [`${stem}Address`]),
    ...(/[a-z]Id$/.test(field) ? [field.slice(0, -2)] : []),
  ];
}

function isSame(a: Path, b: Path): boolean {
  return a.kind === b.kind && a.name === b.name && a.via === b.via && a.by === b.by;
}
