import { Messages } from '@salesforce/core/messages';
import type { DisplayedUser, DisplayResult, RightResult } from './display.ts';
import type { Table } from './table.ts';
import { throughText, type Through } from './through.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.display');

type Section = Table<Record<string, string>>;

/** What there is to say: all of it, or only the answer to --access or --against; `notes` stand below the tables. */
export function displayText(result: DisplayResult): { sections: Section[]; notes: string[] } {
  const { access, difference } = result;
  if (access === null && difference === null) return whole(result);
  const answers = [...(access === null ? [] : [accessAnswer(result.user, access)]), ...differenceAnswer(result)];
  return { sections: answers.flatMap(({ sections }) => sections), notes: answers.flatMap(({ notes }) => notes) };
}

type Text = ReturnType<typeof displayText>;

function whole(result: DisplayResult): Text {
  const hidden = result.privateObjects ?? [];
  return {
    sections: [
      section('user', ['what', 'value'], userRows(result.user), [result.user.username]),
      section('objects', ['object', 'rights', 'fields', 'sharing', 'through'], objectRows(result)),
      section('rights', ['kind', 'name', 'through'], rightRows(result)),
      section(
        'withheld',
        ['set', 'right', 'reason'],
        result.withheld.map(({ through, right, reason }) => ({
          set: throughText([through]),
          right: right ?? words.getMessage('withheld.all'),
          reason: words.getMessage(`withheld.${reason}`),
        })),
      ),
      section(
        'findings',
        ['severity', 'finding', 'remedy'],
        result.findings.map(({ severity, message, fix }) => ({ severity, finding: message, remedy: fix })),
      ),
    ].filter(({ data }) => data.length > 0),
    notes: hidden.length > 0 ? [words.getMessage('private', [hidden.join(', ')])] : [],
  };
}

function userRows(user: DisplayedUser): Record<string, string>[] {
  const none = words.getMessage('value.none');
  const list = (names: readonly string[] | null): string =>
    names === null ? words.getMessage('value.notVisible') : names.join(', ') || none;
  const license = user.license ?? words.getMessage('value.notVisible');
  const values = {
    name: user.name,
    username: user.username,
    email: user.email,
    status: user.status,
    license: user.onIntegrationLicense === false ? words.getMessage('license.other', [license]) : license,
    permissionSetLicenses: list(user.permissionSetLicenses),
    profile: user.profile,
    permissionSets: list(user.permissionSets.map(({ name }) => name)),
    permissionSetGroups: list(user.permissionSetGroups.map(({ name, sets }) => `${name} (${sets.join(', ')})`)),
    role: user.role ?? none,
    publicGroups: list(user.publicGroups),
    queues: list(user.queues),
    created: user.created.slice(0, 10),
    lastLogin: user.lastLogin?.slice(0, 10) ?? words.getMessage('value.never'),
  };
  return Object.entries(values).map(([key, value]) => ({ what: words.getMessage(`row.${key}`), value }));
}

function objectRows({ objects }: DisplayResult): Record<string, string>[] {
  return objects.map(({ name, rights, sharing, readFields, editFields, fields }) => ({
    object: name,
    rights: rights.map(({ right }) => right).join(', '),
    fields: words.getMessage('fields.count', [readFields, editFields]),
    sharing: sharing ?? '',
    through: throughText([
      ...rights.flatMap(({ through }) => through),
      ...(rights.length > 0 ? [] : fields.flatMap(({ read }) => read)),
    ]),
  }));
}

function rightRows({ userPermissions, setupEntities }: DisplayResult): Record<string, string>[] {
  const kind = words.getMessage('kind.userPermission');
  const row = (type: string, name: string, through: readonly Through[]) => ({
    kind: type,
    name,
    through: throughText(through),
  });
  return [
    ...userPermissions.map(({ name, through }) => row(kind, name, through)),
    ...setupEntities.map(({ type, name, through }) => row(type, name, through)),
  ];
}

function accessAnswer({ username }: DisplayedUser, access: NonNullable<DisplayResult['access']>): Text {
  const { name, right, granted, through, missing } = access;
  const answer = words.getMessage(granted ? 'access.has' : 'access.hasNot', [username, right, name]);
  if (missing) return { sections: [], notes: [answer, missing.message, missing.fix] };
  const data = through.map((way) => ({ through: throughText([way]) }));
  return { sections: [section('access', ['through'], data, [right, name])], notes: [answer] };
}

function differenceAnswer({ user, difference }: DisplayResult): Text[] {
  if (difference === null) return [];
  const { against, onlyUser, onlyOther } = difference;
  const rows = (rights: readonly RightResult[], owner: string): Record<string, string>[] =>
    condensed(rights).map((row) => ({ ...row, user: owner, kind: words.getMessage(`kind.${row.kind}`) }));
  const data = [...rows(onlyUser, user.username), ...rows(onlyOther, against)];
  if (data.length === 0)
    return [{ sections: [], notes: [words.getMessage('difference.none', [user.username, against])] }];
  return [{ sections: [section('difference', ['user', 'kind', 'name', 'right'], data, [against])], notes: [] }];
}

/** Fields of one object that are listed by name; more are counted, and the JSON result lists them all. */
const LISTED = 6;

type DifferenceRow = { kind: RightResult['kind']; name: string; right: string };

/** One row for each object or permission with all its rights; many fields of an object in one row. */
function condensed(rights: readonly RightResult[]): DifferenceRow[] {
  const merged = new Map<string, DifferenceRow>();
  for (const { kind, name, right } of rights) {
    const key = `${kind} ${name}`;
    const known = merged.get(key)?.right;
    merged.set(key, { kind, name, right: [...(known ? [known] : []), ...(right === null ? [] : [right])].join(', ') });
  }
  const rows = [...merged.values()];
  const fieldsLike = (row: DifferenceRow): DifferenceRow[] =>
    rows.filter(
      ({ kind, name, right }) => kind === 'field' && right === row.right && objectOf(name) === objectOf(row.name),
    );
  return rows.flatMap((row) => {
    const alike = row.kind === 'field' ? fieldsLike(row) : [];
    if (alike.length <= LISTED) return [row];
    const name = words.getMessage('difference.fields', [alike.length, objectOf(row.name)]);
    return alike[0] === row ? [{ ...row, name }] : [];
  });
}

function objectOf(field: string): string {
  return field.split('.')[0] ?? field;
}

function section(
  title: string,
  keys: readonly string[],
  data: Record<string, string>[],
  tokens: readonly string[] = [],
): Section {
  return {
    title: words.getMessage(`title.${title}`, [...tokens]),
    data,
    columns: keys.map((key) => ({ key, name: words.getMessage(`column.${key}`) })),
  };
}
