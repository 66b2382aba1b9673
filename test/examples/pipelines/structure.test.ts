import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { root } from '../../e2e/root.ts';
import { exampleText } from './extract.ts';
import { workflowErrors } from './workflowErrors.ts';

const FOLDER = join(root, 'examples', 'pipelines');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(FOLDER.length + 1)
      .replaceAll('\\', '/'),
  );
const yamlFiles = files.filter((name) => name.endsWith('.yml'));

const workflows = join(root, '.github', 'workflows');
const gitHubFiles = [
  join(FOLDER, 'github', 'integration-users.yml'),
  ...(existsSync(workflows) ? readdirSync(workflows).map((name) => join(workflows, name)) : []),
];

type Keys = Readonly<Record<string, unknown>>;
const unknownKeys = (value: unknown, known: readonly string[]): string[] =>
  Object.keys(value as Keys).filter((key) => !known.includes(key));

describe('the files of the pipelines', () => {
  it('are one for each system, and the README names them all', () => {
    expect(files.map((name) => name.split('/')[0]).sort()).to.deep.equal(
      ['azure', 'bitbucket', 'cumulusci', 'github', 'gitlab', 'jenkins', 'shell'].sort(),
    );
    const readme = exampleText('README.md');
    expect(files.filter((name) => !readme.includes(`](${name})`))).to.deep.equal([]);
  });

  for (const name of yamlFiles)
    it(`${name} is YAML without errors or warnings`, () => {
      const { errors, warnings } = parseDocument(exampleText(name), { merge: true });
      expect([...errors, ...warnings].map(({ message }) => message)).to.deep.equal([]);
    });

  for (const path of gitHubFiles) {
    const name = path.slice(root.length + 1);
    it(`${name} is a workflow for GitHub's own parser`, async () => {
      expect(await workflowErrors(readFileSync(path, 'utf8'))).to.deep.equal([]);
    });

    it(`${name} pins every action to a commit, and says which version that is`, () => {
      const uses = readFileSync(path, 'utf8').match(/uses: (?!\.\/).*/g) ?? [];
      expect(uses).not.to.be.empty;
      expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).to.deep.equal([]);
    });
  }

  it('the parser would find an error', async () => {
    const wrong = exampleText('github/integration-users.yml').replace('runs-on', 'run-on');
    expect(await workflowErrors(wrong)).not.to.be.empty;
  });

  it('GitLab: jobs have the keywords that GitLab knows', () => {
    const { image, variables, default: defaults, ...jobs } = parse(exampleText('gitlab/.gitlab-ci.yml')) as Keys;
    expect([typeof image, typeof variables]).to.deep.equal(['string', 'object']);
    expect(unknownKeys(defaults, ['before_script'])).to.deep.equal([]);
    const known = ['rules', 'script', 'artifacts', 'environment', 'resource_group'];
    for (const [name, job] of Object.entries(jobs)) expect(unknownKeys(job, known), name).to.deep.equal([]);
  });

  it('Azure: steps are of the kinds that Azure knows, and each script stops at its first error', () => {
    const { jobs } = parse(exampleText('azure/azure-pipelines.yml')) as {
      jobs: readonly [{ steps: readonly Readonly<Record<string, string>>[] }];
    };
    for (const step of jobs[0].steps) {
      expect(Object.keys(step)[0]).to.be.oneOf(['checkout', 'task', 'bash', 'publish']);
      if (step['bash'] !== undefined) expect(step['bash'].startsWith('set -euo pipefail\n')).to.equal(true);
    }
  });

  it('Jenkins: braces and quotes are balanced, and each script stops at its first error', () => {
    const text = exampleText('jenkins/Jenkinsfile');
    const scripts = text.match(/sh '''[^]*?'''/g) ?? [];
    expect(scripts.length).to.equal(5);
    for (const script of scripts) expect(script).to.match(/^sh '''#!\/bin\/bash\n\s+set -euo pipefail\n/);
    const groovy = text.replace(/sh '''[^]*?'''/g, '').replace(/'[^'\n]*'|"[^"\n]*"|\/\/.*/g, '');
    expect(groovy).not.to.match(/['"]/);
    expect(groovy.split('{').length).to.equal(groovy.split('}').length);
  });

  it('CumulusCI: tasks are of the class that runs sf in the org, and flows name them', () => {
    const { tasks, flows } = parse(exampleText('cumulusci/cumulusci.yml')) as {
      tasks: Readonly<Record<string, { class_path: string; options: Keys }>>;
      flows: Readonly<Record<string, { steps: Readonly<Record<string, { task: string }>> }>>;
    };
    for (const { class_path, options } of Object.values(tasks)) {
      expect(class_path).to.equal('cumulusci.tasks.sfdx.SFDXOrgTask');
      expect(unknownKeys(options, ['command', 'extra'])).to.deep.equal([]);
    }
    const named = Object.values(flows).flatMap(({ steps }) => Object.values(steps).map(({ task }) => task));
    expect(named.filter((task) => tasks[task] === undefined)).to.deep.equal([]);
  });

  for (const name of files)
    it(`${name} prints no secret and traces no command`, () => {
      const text = exampleText(name);
      expect(text).not.to.match(/set -\w*x/);
      const secret = /\$\{?\w*(KEY|TOKEN|SECRET)\w*/;
      const printed = text.split('\n').filter((line) => /\b(echo|cat|printf)\b/.test(line) && secret.test(line));
      // Into a file that only its owner can read, or into the standard input of the next command.
      const safe =
        /printf '%s(\\n)?' "\$\w+" (> "\$RUNNER_TEMP|\| base64 --decode > "\$key")|@<\(printf '[\w-]+: (Bearer )?%s'/;
      expect(printed.filter((line) => !safe.test(line))).to.deep.equal([]);
    });
});
