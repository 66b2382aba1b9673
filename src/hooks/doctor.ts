import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigAggregator, Lifecycle, Messages, Org, OrgConfigProperties } from '@salesforce/core';
import { inTime } from '../flags/targetOrg.ts';
import { readLicenses } from '../org/state/licenses.ts';
import { licenseResult, licenseTable } from '../report/licenses.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'doctor');

const PLUGIN = 'sf-plugin-integration-user';
const OLDEST_NODE = 22;

type Status = 'pass' | 'warn' | 'fail' | 'unknown';

/** What this hook needs of the doctor of sf (plugin-info) and of the oclif that runs it. */
type Doctor = {
  readonly addPluginData: (plugin: string, data: Readonly<Record<string, unknown>>) => void;
  readonly addSuggestion: (text: string) => void;
};
type Options = {
  readonly doctor: Doctor;
  readonly config: { readonly plugins: ReadonlyMap<string, { readonly root: string; readonly version: string }> };
};

/**
 * `sf doctor`: whether this plugin can work here. It asks the default org, where there is one, for the seats of two licenses and nothing
 * else, and puts no name and no secret into the diagnosis.
 */
export default async function diagnose({ doctor, config }: Options): Promise<void> {
  node(doctor);
  await manifest(doctor, config);
  await licenses(doctor);
}

function node(doctor: Doctor): void {
  const version = process.versions.node;
  doctor.addPluginData(PLUGIN, { node: version });
  const isNew = Number(version.split('.')[0]) >= OLDEST_NODE;
  if (!isNew) doctor.addSuggestion(messages.getMessage('suggestion.node', [version]));
  tell('node', isNew ? 'pass' : 'fail');
}

async function manifest(doctor: Doctor, { plugins }: Options['config']): Promise<void> {
  const plugin = plugins.get(PLUGIN);
  if (plugin === undefined) return;
  const text = await readFile(join(plugin.root, 'oclif.manifest.json'), 'utf8').catch(() => '{}');
  const { version = '-' } = JSON.parse(text) as { version?: string };
  doctor.addPluginData(PLUGIN, { version: plugin.version, manifest: version });
  const fits = version === plugin.version;
  if (!fits) doctor.addSuggestion(messages.getMessage('suggestion.manifest', [version, plugin.version]));
  tell('manifest', fits ? 'pass' : 'fail');
}

async function licenses(doctor: Doctor): Promise<void> {
  const aggregator = await ConfigAggregator.create();
  const name = aggregator.getPropertyValue(OrgConfigProperties.TARGET_ORG);
  if (typeof name !== 'string') return;
  try {
    const org = await inTime(Org.create({ aliasOrUsername: name, aggregator }));
    const result = licenseResult(await readLicenses({ connection: org.getConnection() }));
    doctor.addPluginData(PLUGIN, result);
    const none = licenseTable(result).data.filter(({ free }) => Number(free) <= 0);
    if (none.length > 0) {
      const kinds = none.map(({ kind, license }) => `${kind} ${license}`).join(', ');
      doctor.addSuggestion(messages.getMessage('suggestion.licenses', [name, kinds]));
    }
    tell('licenses', none.length > 0 ? 'warn' : 'pass');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    doctor.addSuggestion(messages.getMessage('suggestion.unread', [name, reason]));
    tell('licenses', 'unknown');
  }
}

function tell(test: 'node' | 'manifest' | 'licenses', status: Status): void {
  const testName = `[${PLUGIN}] ${messages.getMessage(`test.${test}`)}`;
  void Lifecycle.getInstance().emit('Doctor:diagnostic', { testName, status });
}
