import { Messages } from '@salesforce/core/messages';
import { expect } from 'chai';
import { join } from 'node:path';
import type { Problem } from '../../src/definition/problem.ts';

Messages.importMessagesDirectory(join(import.meta.dirname, '../../src'));
const texts = Messages.loadMessages('sf-plugin-integration-user', 'problems');

const places = (key: string): number => texts.getMessage(key).split('%s').length - 1;

/** Fails unless the texts of these problems have a place for everything that they tell, and no place is left open. */
export function expectWorded(problems: readonly Problem[]): void {
  for (const { id, tokens, fixTokens } of problems) {
    expect([places(id), places(`${id}.fix`)], id).to.deep.equal([tokens.length, fixTokens.length]);
  }
}
