import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { jwtAudience, requestToken } from '../../../src/credential/token.ts';
import { run } from '../../commands/harness.ts';
import { root } from '../../e2e/root.ts';
import type { RunningOrg } from '../../org/rest/start.ts';

/** A command that a pipeline started. */
type Call = { readonly name: string; readonly args: readonly string[]; readonly stdin: string };
/** A request that a pipeline sent to its CI. */
export type Posted = { readonly method: string; readonly url: string; readonly token: string; readonly body: string };

type Ended = { readonly code: number; readonly stdout?: string; readonly stderr?: string };

export type Shims = {
  /** The folder that comes first on the PATH. */
  readonly bin: string;
  readonly calls: Call[];
  readonly posted: Posted[];
  close(): Promise<void>;
};

const CURL = '/usr/bin/curl';

/** `sf`, `npm` and `gh` ask the tests, so that no process is started for them; `curl` talks to the tests, whatever host it means. */
const shim = (name: string, url: string): string => `#!/bin/bash
input=''
if [ "$1 $2" = 'plugins install' ]; then IFS= read -r input || true; fi
answer=$(printf '%s\\0' "$@" | ${CURL} --silent --show-error --fail --data-binary @- --header "name: ${name}" \\
  --header "cwd: $PWD" --header "input: $input" --header "target: $SF_TARGET_ORG" '${url}/shim') || exit 99
IFS='|' read -r folder code <<< "$answer"
cat "$folder/stdout"; cat "$folder/stderr" >&2
exit "$code"
`;
const curl = (url: string): string => `#!/bin/bash
args=()
for arg in "$@"; do args+=("\${arg/#https:\\/\\//${url.replaceAll('/', '\\/')}\\/}"); done
exec ${CURL} "\${args[@]}"
`;

/** Starts what stands in for the programs of a CI, against a simulated org. */
export async function startShims(folder: string, org: RunningOrg, plugin: Set<string>): Promise<Shims> {
  const calls: Call[] = [];
  const posted: Posted[] = [];
  const aliases = new Map<string, string>();
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    void answer(incoming)
      .catch((error: unknown): Ended => ({ code: 98, stderr: String(error) }))
      .then((ended) => {
        if (ended === undefined) return outgoing.end('{}');
        count += 1;
        const place = join(folder, `ended-${String(count)}`);
        mkdirSync(place);
        writeFileSync(join(place, 'stdout'), ended.stdout ?? '');
        writeFileSync(join(place, 'stderr'), ended.stderr ?? '');
        return outgoing.end(`${place}|${String(ended.code)}\n`);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  async function answer(incoming: IncomingMessage): Promise<Ended | undefined> {
    incoming.setEncoding('utf8');
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    const { name, cwd, input = '', target = '' } = incoming.headers as Record<string, string | undefined>;
    if (incoming.url !== '/shim') {
      const token = String(incoming.headers.authorization ?? incoming.headers['private-token'] ?? '');
      posted.push({ method: incoming.method ?? '', url: incoming.url ?? '', token, body });
      return undefined;
    }
    const args = body.split('\0').slice(0, -1);
    calls.push({ name: name ?? '', args, stdin: input });
    if (name === 'gh') return gh(args, cwd ?? '');
    if (name === 'npm') return { code: 0 };
    if (args[0] === 'plugins') return { code: input === 'y' ? 0 : 1 };
    if (args.slice(0, 3).join(' ') === 'org login jwt') return login(args.slice(3));
    return integrationUser(args, cwd ?? '', target);
  }

  /** `sf org login jwt`, with the very flags that it has: the org grants a token or does not. */
  async function login(args: readonly string[]): Promise<Ended> {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { username: text, 'client-id': text, 'jwt-key-file': text, 'instance-url': text, alias: text },
    });
    const { username = '', 'client-id': consumerKey = '', 'jwt-key-file': file = '', alias = '' } = values;
    if (values['instance-url'] !== org.url) return { code: 1, stderr: 'another org' };
    if ((statSync(file).mode & 0o077) !== 0) return { code: 1, stderr: `${file} can be read by others` };
    const privateKey = readFileSync(file, 'utf8');
    const audience = jwtAudience(false);
    const { outcome } = await requestToken(org.url, { type: 'jwt', consumerKey, username, privateKey, audience });
    if (outcome !== 'granted') return { code: 1, stderr: outcome };
    aliases.set(alias, username);
    return { code: 0 };
  }

  /** A command of the plugin, in this process, as the user whose login the alias is; or by a token, as CumulusCI has it. */
  async function integrationUser(args: readonly string[], cwd: string, target: string): Promise<Ended> {
    const [topic, command = '', ...rest] = args;
    if (topic !== 'integration-user' || !plugin.has(command))
      return { code: 127, stderr: `sf has no command ${args.join(' ')}` };
    const at = rest.indexOf('--target-org');
    const [, alias = ''] = at === -1 ? [] : rest.splice(at, 2);
    const as = aliases.get(alias) ?? (alias === '' && target !== '' ? org.adminUsername : undefined);
    if (as === undefined) return { code: 1, stderr: `No login "${alias}"` };
    const path = join(root, 'src', 'commands', 'integration-user', `${command}.ts`);
    const { default: loaded } = (await import(pathToFileURL(path).href)) as { default: unknown };
    const before = process.cwd();
    process.chdir(cwd);
    try {
      const { exitCode, stdout, stderr } = await run(loaded, org, rest, { as, tokenOnly: alias === '', limit: 60 });
      return { code: exitCode, stdout, stderr };
    } finally {
      process.chdir(before);
    }
  }

  /** `gh api`, as far as the example uses it: comments of one pull request, of which it finds its own by the text that it begins with. */
  function gh(args: readonly string[], cwd: string): Ended {
    const [verb, ...rest] = args;
    if (verb !== 'api') return { code: 1, stderr: `gh ${args.join(' ')}` };
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        ...{ paginate: { type: 'boolean' }, silent: { type: 'boolean' }, jq: { type: 'string' } },
        ...{ method: { type: 'string' }, field: { type: 'string' } },
      },
    });
    const [path = ''] = positionals;
    if (values.method === undefined) {
      const begin = /startswith\("(.*)"\)/.exec(values.jq ?? '')?.[1] ?? '';
      const own = posted.findIndex((one) => one.method === 'POST' && one.body.startsWith(begin));
      return { code: 0, stdout: own === -1 ? '' : `${String(own)}\n` };
    }
    const file = /^body=@(.*)$/.exec(values.field ?? '')?.[1];
    if (file === undefined) return { code: 1, stderr: 'no body' };
    const body = readFileSync(join(cwd, file), 'utf8');
    posted.push({ method: values.method, url: `/api.github.com/${path}`, token: 'gh', body });
    return { code: 0 };
  }

  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const name of ['sf', 'npm', 'gh', 'curl']) {
    writeFileSync(join(bin, name), name === 'curl' ? curl(url) : shim(name, url));
    chmodSync(join(bin, name), 0o755);
  }
  return {
    ...{ bin, calls, posted },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
