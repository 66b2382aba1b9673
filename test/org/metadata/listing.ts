import { NotSimulated, type Org, type Session } from '../org.ts';
import { isProduction } from './deployOptions.ts';
import { componentsOf, fileProperties } from './fileProperties.ts';
import type { Content } from './printXml.ts';
import { folderOf, isFileType } from './sections.ts';
import { childrenNamed, childText, type Element } from './xml.ts';

const mostQueries = 3;

/** listMetadata: FileProperties of every component of the types asked for. Throws NotSimulated for other types. */
export function listMetadata(session: Session, call: Element): Content {
  const queries = childrenNamed(call, 'queries');
  if (queries.length > mostQueries) throw new NotSimulated(`listMetadata with more than ${mostQueries} queries`);
  return queries.flatMap((query) => {
    const type = childText(query, 'type') ?? '';
    if (!isFileType(type)) throw new NotSimulated(`the metadata type ${type}`);
    return componentsOf(session.org, type).map(({ fullName, row }) =>
      fileProperties(session.org, type, fullName, row, ''),
    );
  });
}

/** describeMetadata: only the types that the simulated org keeps, which a real org's list contains among many others. */
export function describeMetadata(org: Org): Content {
  const production = isProduction(org);
  return {
    metadataObjects: Object.entries(folderOf).map(([xmlName, { directory, suffix }]) => ({
      directoryName: directory,
      inFolder: false,
      metaFile: false,
      suffix,
      xmlName,
    })),
    organizationNamespace: '',
    partialSaveAllowed: !production,
    testRequired: production,
  };
}
