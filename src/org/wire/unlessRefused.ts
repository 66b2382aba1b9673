import { OrgRefusal, OrgSilence } from './refusal.ts';

/** Reads what nothing else depends on: a refusal becomes an answer that holds its words. */
export async function unlessRefused<T>(attempt: () => Promise<T>, otherwise: (why: string) => T): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
    return otherwise(error.message.split('\n').at(-1) ?? '');
  }
}
