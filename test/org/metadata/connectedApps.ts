import { createHash } from 'node:crypto';
import { NotSimulated, OrgError, type Row, type Session } from '../org.ts';
import type { Written } from './write.ts';
import { childText, parseXml } from './xml.ts';

/** A connected app is known by its label as a record, by its developer name as metadata. */
const table = '_ConnectedApp';

/** source: facts 6.2 [official] */
const noNewOne =
  "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.";

/** Deploys a connected app that is there already; a new one is refused. Of the file the org keeps whether it changed. source: facts 6.2 [official] */
export function writeConnectedApp({ org, userId }: Session, fullName: string, content: string | undefined): Written {
  const row = org.store.find('ConnectedApplication').find((one) => developerName(one) === fullName.toLowerCase());
  if (row === undefined) throw new OrgError('INVALID_OPERATION', noNewOne);
  if (content === undefined) {
    const text = `An object '${fullName}' of type ConnectedApp was named in package.xml, but was not found in zipped directory`;
    throw new OrgError('INVALID_OPERATION', text);
  }
  const root = parseXml(content);
  if (root.name !== 'ConnectedApp') {
    const text = `Element {http://soap.sforce.com/2006/04/metadata}${root.name} invalid at this location`;
    throw new OrgError('soapenv:Client', text);
  }
  for (const name of ['contactEmail', 'label'])
    if ((childText(root, name) ?? '').trim() === '')
      throw new OrgError('REQUIRED_FIELD_MISSING', `Required field is missing: ${name}`);
  if (childText(root, 'label')?.trim() !== row['Name']) throw new NotSimulated('another label of a connected app');
  const id = String(row['Id']);
  const digest = createHash('sha256').update(content).digest('hex');
  const changed = digestOf(org.store.db, id) !== digest;
  org.store.db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?)`).run(id, digest);
  if (changed) org.store.update('ConnectedApplication', id, {}, userId);
  return { id, created: false, changed };
}

function developerName({ Name }: Row): string {
  return String(Name).replaceAll(/\W+/g, '_').toLowerCase();
}

function digestOf(db: Session['org']['store']['db'], id: string): unknown {
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (Id TEXT PRIMARY KEY, Digest TEXT)`);
  return db.prepare(`SELECT Digest FROM ${table} WHERE Id = ?`).get(id)?.['Digest'];
}
