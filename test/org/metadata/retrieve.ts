import { NotSimulated, type Row, type Session } from '../org.ts';
import { componentFile } from './componentXml.ts';
import { componentsOf, fileProperties, userName, type FileProperties } from './fileProperties.ts';
import { findJob, look, startJob, type Job, type Stage } from './jobs.ts';
import { parseManifest, printManifest, type Manifest } from './packageXml.ts';
import { retrievedProfile } from './readProfile.ts';
import type { FileType } from './sections.ts';
import { supportedVersion } from './supportedVersion.ts';
import { child, childText, childTexts, type Element } from './xml.ts';
import { wholeComponent } from './write.ts';
import { writeZip } from './zip.ts';

export type RetrieveOutcome = {
  readonly properties: readonly FileProperties[];
  readonly messages: readonly { readonly fileName: string; readonly problem: string }[];
  readonly zip: Buffer;
};

type Order = { readonly session: Session; readonly manifest: Manifest; readonly folder: string };

const orders = new WeakMap<object, Order>();

/** Takes a RetrieveRequest in and gives back its id. Throws NotSimulated for packages and single files. */
export function startRetrieve(session: Session, request: Element): string {
  const unpackaged = child(request, 'unpackaged');
  if (childTexts(request, 'packageNames').length > 0) throw new NotSimulated('a retrieve of packages');
  if (childTexts(request, 'specificFiles').length > 0) throw new NotSimulated('a retrieve of specific files');
  if (unpackaged === undefined) throw new NotSimulated('a retrieve of nothing');
  const manifest = parseManifest(unpackaged);
  const version = manifest.version ?? childText(request, 'apiVersion') ?? String(session.apiVersion);
  const apiVersion = supportedVersion(String(Number(version)));
  const folder = childText(request, 'singlePackage') === 'true' ? '' : 'unpackaged/';
  const id = startJob(session.org, '09S');
  orders.set(findJob(session.org, '09S', id), { session: { ...session, apiVersion }, manifest, folder });
  return id;
}

/** One look at a retrieve, which may run it. */
export function lookAtRetrieve(session: Session, id: string): { job: Job<RetrieveOutcome>; stage: Stage } {
  const job = findJob<RetrieveOutcome>(session.org, '09S', id);
  const order = orders.get(job);
  if (order === undefined) throw new Error(`no order for the retrieve ${id}`);
  return { job, stage: look(session.org, job, () => retrieve(order)) };
}

/** The files of the manifest's members that exist, and a message for each other one. source: facts 2.4, 3.6, 7.7 */
function retrieve({ session, manifest, folder }: Order): RetrieveOutcome {
  const { org, apiVersion } = session;
  const files = new Map<string, Buffer>();
  const properties: FileProperties[] = [];
  const messages: { fileName: string; problem: string }[] = [];
  const found = new Map<string, readonly string[]>();
  for (const [type, members] of manifest.members) {
    const all = componentsOf(org, type);
    const wanted = members.includes('*') ? all : all.filter((component) => members.includes(component.fullName));
    for (const { fullName, row } of wanted) {
      const own = fileProperties(org, type, fullName, row, folder);
      properties.push(own);
      files.set(own.fileName, Buffer.from(fileOf(session, type, row), 'utf8'));
    }
    const missing = members.filter((name) => name !== '*' && !all.some(({ fullName }) => fullName === name));
    const fileName = `${folder}package.xml`;
    messages.push(
      ...missing.map((name) => ({ fileName, problem: `Entity of type '${type}' named '${name}' cannot be found` })),
    );
    found.set(
      type,
      wanted.map(({ fullName }) => fullName),
    );
  }
  files.set(`${folder}package.xml`, Buffer.from(printManifest(found, `${apiVersion}.0`), 'utf8'));
  properties.push(packageProperties(session, folder));
  return { properties, messages, zip: writeZip(files) };
}

function fileOf(session: Session, type: FileType, row: Row): string {
  const component = type === 'Profile' ? retrievedProfile(session.org, row) : wholeComponent(session, type, row);
  return componentFile(component, session.apiVersion);
}

function packageProperties({ org, userId }: Session, folder: string): FileProperties {
  const name = userName(org, userId);
  const now = org.now().toISOString();
  return {
    createdById: userId,
    createdByName: name,
    createdDate: now,
    fileName: `${folder}package.xml`,
    fullName: `${folder}package.xml`,
    id: '',
    lastModifiedById: userId,
    lastModifiedByName: name,
    lastModifiedDate: now,
    manageableState: 'unmanaged',
    type: 'Package',
  };
}
