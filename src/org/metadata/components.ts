import { chunks } from '../wire/chunks.ts';
import { callInOrder } from './callInOrder.ts';
import { COMPONENTS, METADATA_NAMESPACE as NAMESPACE } from './soap.ts';
import type { Org } from '../wire/transport.ts';
import { each, print, tag, textElement, textOf, type Node } from './xml.ts';

/** Types in one call of listMetadata (Metadata API Developer Guide). */
const TYPES = 3;

/** A component as it is listed: its 18-character id is empty for types that have none. */
export type Listed = { readonly type: string; readonly fullName: string; readonly id: string };

/**
 * The components of these types.
 * @throws OrgRefusal, OrgSilence
 */
export async function listComponents(org: Org, types: readonly string[]): Promise<Listed[]> {
  const answers = await Promise.all(
    chunks(types, { count: TYPES }).map((chunk) => {
      const queries = print(chunk.map((type) => ({ queries: [textElement('type', type)] })));
      const version = print([textElement('asOfVersion', org.connection.getApiVersion())]);
      return callInOrder(org, `<listMetadata xmlns="${NAMESPACE}">${queries}${version}</listMetadata>`, true);
    }),
  );
  return answers.flatMap((answer) =>
    each(answer, 'result').map((one) => ({
      type: textOf(one, 'type'),
      fullName: textOf(one, 'fullName'),
      id: textOf(one, 'id'),
    })),
  );
}

/**
 * Components whole, in the order of their elements, without their full name.
 * @returns by full name as the org spells it; what does not exist is not in it
 * @throws OrgRefusal, OrgSilence
 */
export async function readComponents(
  org: Org,
  type: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Node[]>> {
  const answers = await Promise.all(
    chunks(names, { count: COMPONENTS }).map((chunk) => {
      const fullNames = print(chunk.map((name) => textElement('fullNames', name)));
      return callInOrder(
        org,
        `<readMetadata xmlns="${NAMESPACE}"><type>${type}</type>${fullNames}</readMetadata>`,
        true,
      );
    }),
  );
  const records = answers.flatMap((answer) => each(answer, 'result').flatMap((result) => each(result, 'records')));
  return new Map(
    records
      .map((record) => [textOf(record, 'fullName'), record.filter((node) => tag(node) !== 'fullName')] as const)
      .filter(([name]) => name !== ''),
  );
}
