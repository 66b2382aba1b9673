import type { HttpRequest, HttpResponse, Session } from '../org.ts';
import type { Instance } from './instance.ts';

/** The PermissionSetLicenseAssign records made so far in one atomic composite or graph. */
export type AtomicUnit = { readonly licenseAssignments: string[] };

/** What a handler gets. `match` holds the decoded path parameters. */
export type Call = {
  readonly instance: Instance;
  readonly session: Session;
  readonly match: Readonly<Record<string, string>>;
  readonly request: HttpRequest;
  /** Set inside an atomic composite or graph. */
  readonly unit?: AtomicUnit;
};

export type OpenCall = Omit<Call, 'session' | 'unit'>;

type Target = { readonly method: string; readonly path: string };

/** `path` is a pattern: `:name` stands for one segment, `{a|b}` for either word, `/*` at the end for any rest or none. */
type Route = Target & { readonly handle: (call: Call) => HttpResponse };

/** A route that needs no session, or checks one its own way. */
type OpenRoute = Target & { readonly open: (call: OpenCall) => HttpResponse };

/** A resource that Salesforce has and the simulated org has not. Method '*' stands for any. */
type GapRoute = Target & { readonly gap: string };

export type AnyRoute = Route | OpenRoute | GapRoute;

const compiled = new Map<string, RegExp>();

function compile(path: string): RegExp {
  const pattern = path
    .replace(/[.]/g, '\\.')
    .replace(/:(\w+)/g, (_, name: string) => `(?<${name}>[^/]+)`)
    .replace(/\{([^}]*)\}/g, '(?:$1)')
    .replace(/\/\*$/, '(?:/.*)?');
  return new RegExp(`^${pattern}/?$`, 'i');
}

/** The path parameters when a path fits a pattern, else undefined. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  const groups = expression.exec(path)?.groups;
  if (groups === undefined) return expression.test(path) ? {} : undefined;
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
