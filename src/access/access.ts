import type { ObjectRight } from '../definition/definition.ts';
import type { SetupEntity } from '../org/inventory/inventory.ts';

/** How a right comes to a user. */
export type Path = {
  readonly kind: 'profile' | 'permissionSet' | 'permissionSetGroup';
  readonly name: string;
  /** The permission set inside the group. */
  readonly via?: string;
  /** The wider right that includes this one, such as ModifyAllData or viewAllFields. */
  readonly by?: string;
};

export type Paths = readonly Path[];
export type AccessRight = ObjectRight | 'viewAllFields';
export type FieldRight = 'read' | 'edit';

/** Everything that a user really may do, each with every way by which it may. Names as the org writes them. */
export type EffectiveAccess = {
  readonly objects: ReadonlyMap<string, ReadonlyMap<AccessRight, Paths>>;
  /** Key: `Object.Field`. Only together with what the object allows: a right on a field of an object that cannot be read is none. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<FieldRight, Paths>>;
  readonly userPermissions: ReadonlyMap<string, Paths>;
  /** Key: id of the class, custom permission, application ... */
  readonly entities: ReadonlyMap<string, { readonly entity: SetupEntity; readonly paths: Paths }>;
  /** What the user holds without getting it. */
  readonly withheld: readonly Withheld[];
};

export type Withheld = {
  readonly path: Path;
  readonly setId: string;
  readonly reason: 'expired' | 'notActivated' | 'licenseMissing' | 'otherLicense' | 'notCarried';
  /** Undefined: everything in the set. */
  readonly right:
    | { readonly kind: 'object'; readonly name: string }
    | { readonly kind: 'userPermission'; readonly name: string }
    | undefined;
};
