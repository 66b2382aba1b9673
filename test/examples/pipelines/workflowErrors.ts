import type * as parser from '@actions/workflow-parser';
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../e2e/root.ts';

type Parser = typeof parser;

/** GitHub's own parser of workflows. It imports JSON in a way that only bundlers understand, so it is bundled. */
async function load(): Promise<Parser> {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-parser-'));
  const outfile = join(folder, 'parser.cjs');
  const stdin = { contents: "export * from '@actions/workflow-parser';", resolveDir: root };
  try {
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    return createRequire(import.meta.url)(outfile) as Parser;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let loading: Promise<Parser> | undefined;

/** What GitHub says against a workflow. */
export async function workflowErrors(content: string): Promise<string[]> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await (loading ??= load());
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}
