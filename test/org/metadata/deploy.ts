import { NotSimulated, OrgError, type Access, type Session } from '../org.ts';
import { parseComponent } from './component.ts';
import { writeConnectedApp } from './connectedApps.ts';
import type { DeployOptions } from './deployOptions.ts';
import { parseManifest, requirePackage, type Manifest } from './packageXml.ts';
import { problemText } from './problem.ts';
import { folderOf, type FileType } from './sections.ts';
import { supportedVersion } from './supportedVersion.ts';
import { addMissingPolicies, writeComponent, type Written } from './write.ts';
import { parseXml } from './xml.ts';
import { readZip, type Files } from './zip.ts';

/** What became of one file. */
export type DeployMessage = {
  readonly type: FileType | 'ConnectedApp' | '';
  readonly fullName: string;
  readonly fileName: string;
  readonly id: string | undefined;
  readonly created: boolean;
  readonly changed: boolean;
  readonly problem: string | undefined;
};

export type DeployOutcome = {
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
  readonly messages: readonly DeployMessage[];
};

/**
 * Deploys a zip with package.xml: each component as a whole, all or (rollbackOnError false) each for itself; checkOnly
 * writes nothing. Throws NotSimulated for what the simulated org does not know. source: facts 2.4, 3.6, 7.7
 */
export function deploy(session: Session, access: Access, zip: Buffer, options: DeployOptions): DeployOutcome {
  const undo = new Error('undo');
  let messages: readonly DeployMessage[] = [];
  try {
    session.org.store.transaction(() => {
      messages = deployFiles(session, access, readZip(zip), options.ignoreWarnings);
      const failed = messages.some((message) => message.problem !== undefined);
      if (options.checkOnly || (failed && options.rollbackOnError)) throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  const failures = messages.filter((message) => message.problem !== undefined).length;
  const components = messages.filter((message) => message.type !== '' || message.problem !== undefined).length;
  if (failures === 0) return { status: 'Succeeded', messages };
  const partial = !options.rollbackOnError && failures < components;
  return { status: partial ? 'SucceededPartial' : 'Failed', messages };
}

function deployFiles(
  session: Session,
  access: Access,
  files: Files,
  ignoreWarnings: boolean,
): readonly DeployMessage[] {
  const manifestPath = [...files.keys()].filter((path) => /^(?:[^/]+\/)?package\.xml$/.test(path));
  if (manifestPath.length > 1) throw new NotSimulated('a deploy of several packages');
  const path = manifestPath[0];
  if (path === undefined) return [failure('', 'package.xml', 'package.xml', 'No package.xml found')];
  const root = path.slice(0, -'package.xml'.length);
  const destructive = [...files.keys()].find((name) => /destructiveChanges\w*\.xml$/.test(name));
  if (destructive !== undefined) throw new NotSimulated(`a deploy with ${destructive}`);
  const manifest = attempt(() => parseManifest(requirePackage(parseXml(String(files.get(path))))));
  if (manifest instanceof OrgError) return [failure('', 'package.xml', path, problemText(manifest))];
  const version =
    manifest.version === undefined ? session.apiVersion : supportedVersion(String(Number(manifest.version)));
  const caller = { ...session, apiVersion: version };
  const names = [...files.keys()]
    .filter((name) => name !== path && !name.endsWith('.connectedApp'))
    .toSorted((a, b) => rank(a) - rank(b));
  const components = names.map((name) => ({ path: name, content: String(files.get(name)) }));
  const connected = manifest.connectedApps.map((name) => {
    const file = `${root}connectedApps/${name}.connectedApp`;
    const written = attempt(() => writeConnectedApp(caller, name, files.get(file)?.toString()));
    if (written instanceof OrgError) return failure('ConnectedApp', name, file, problemText(written));
    return { type: 'ConnectedApp' as const, fullName: name, fileName: file, ...written, problem: undefined };
  });
  const messages = components.map((file) => deployFile(caller, access, manifest, root, file, ignoreWarnings));
  addMissingPolicies(caller);
  return [...connected, ...messages, ...missingFiles(manifest, messages), packageMessage(path)];
}

function deployFile(
  session: Session,
  access: Access,
  manifest: Manifest,
  root: string,
  { path, content }: { readonly path: string; readonly content: string },
  ignoreWarnings: boolean,
): DeployMessage {
  const named = nameOf(path.slice(root.length));
  if (named === undefined) return failure('', path, path, 'Not in package.xml');
  const { type, fullName } = named;
  const members = manifest.members.get(type) ?? [];
  if (!members.includes('*') && !members.includes(fullName)) return failure(type, fullName, path, 'Not in package.xml');
  const written = attempt(() => writeFile(session, access, type, fullName, content, ignoreWarnings));
  if (written instanceof OrgError) return failure(type, fullName, path, problemText(written));
  return { type, fullName, fileName: path, ...written, problem: undefined };
}

/** The result, or the refusal; gaps are thrown on. */
function attempt<T>(act: () => T): T | OrgError {
  try {
    return act();
  } catch (error) {
    if (error instanceof OrgError && !(error instanceof NotSimulated)) return error;
    throw error;
  }
}

/** What others belong to comes first, whatever its place in the zip. */
function rank(path: string): number {
  return path.endsWith(`.${folderOf.ExternalClientApplication.suffix}`) ? 0 : 1;
}

function writeFile(
  session: Session,
  access: Access,
  type: FileType,
  fullName: string,
  content: string,
  ignoreWarnings: boolean,
): Written {
  const root = parseXml(content);
  if (root.name !== type) {
    throw new OrgError(
      'soapenv:Client',
      `Element {http://soap.sforce.com/2006/04/metadata}${root.name} invalid at this location`,
    );
  }
  return writeComponent(session, access, parseComponent(type, fullName, root, session.apiVersion), ignoreWarnings);
}

/** "permissionsets/X.permissionset" as type and full name. */
function nameOf(path: string): { type: FileType; fullName: string } | undefined {
  for (const [type, { directory, suffix }] of Object.entries(folderOf)) {
    const fullName =
      path.startsWith(`${directory}/`) && path.endsWith(`.${suffix}`)
        ? path.slice(directory.length + 1, -suffix.length - 1)
        : '';
    if (fullName !== '' && !fullName.includes('/')) return { type: type as FileType, fullName };
  }
  return undefined;
}

function missingFiles(manifest: Manifest, messages: readonly DeployMessage[]): readonly DeployMessage[] {
  return [...manifest.members].flatMap(([type, names]) =>
    names
      .filter((name) => name !== '*' && !messages.some((message) => message.type === type && message.fullName === name))
      .map((name) => {
        const text = `An object '${name}' of type ${type} was named in package.xml, but was not found in zipped directory`;
        return failure(type, name, 'package.xml', text);
      }),
  );
}

function packageMessage(path: string): DeployMessage {
  return {
    type: '',
    fullName: 'package.xml',
    fileName: path,
    id: undefined,
    created: false,
    changed: true,
    problem: undefined,
  };
}

function failure(type: DeployMessage['type'], fullName: string, fileName: string, problem: string): DeployMessage {
  return { type, fullName, fileName, id: undefined, created: false, changed: false, problem };
}
