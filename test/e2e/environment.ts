import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.ts';

/** Settings of whoever runs the tests that would change what sf does, or slow it down. */
const foreign =
  /^(CI|SF|SFDX|OCLIF|XDG|npm_package|npm_lifecycle)_|^npm_config_(local|global)?_?prefix$|^npm_command$/i;
const foreignNames = new Set([
  'NODE_OPTIONS',
  'NODE_V8_COVERAGE',
  'FORCE_COLOR',
  'DEBUG',
  'CI',
  'CONTINUOUS_INTEGRATION',
  'INIT_CWD',
]);

/** npm looks for its settings and its cache below HOME; a private HOME would hide the machine's own. */
function npmSettings(): NodeJS.ProcessEnv {
  const userConfig = process.env.npm_config_userconfig ?? join(homedir(), '.npmrc');
  return {
    ...(existsSync(userConfig) ? { npm_config_userconfig: userConfig } : {}),
    npm_config_cache:
      process.env.npm_config_cache ??
      join(homedir(), process.platform === 'win32' ? 'AppData/Local/npm-cache' : '.npm'),
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  };
}

/** The environment of a process that has `home` for itself and talks to nobody but the org (and npm its registry). */
export function environment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name) && !foreignNames.has(name));
  return {
    ...Object.fromEntries(own),
    ...npmSettings(),
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: join(home, 'AppData', 'Local'),
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  };
}
