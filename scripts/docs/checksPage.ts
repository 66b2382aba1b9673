import { MACHINE_CHECKS, SPREAD_CHECKS, USED_CHECKS } from '../../src/checks/auditChecks.ts';
import { checksNotDone } from '../../src/checks/access/checksNotDone.ts';
import { DEFINITION_CHECKS } from '../../src/checks/definitionChecks.ts';
import { userMissing } from '../../src/checks/drift/userMissing.ts';
import { VERIFY_CHECKS, VERIFY_ORG_CHECKS } from '../../src/checks/verifyChecks.ts';
import { WRITTEN_CHECKS } from '../../src/checks/writtenChecks.ts';
import { checkTexts } from '../../src/report/checkFinding.ts';
import { escaped, MADE } from './markdown.ts';

type Described = { readonly id: string; readonly severity: string; readonly broad?: true };

/** docs/checks.md: every check with its severity, what it finds, why that matters and the way out. */
export function checksPage(): string {
  const parts: readonly (readonly [string, string, readonly Described[]])[] = [
    ['Users', 'What `sf integration-user verify` looks at in each user.', [userMissing, ...VERIFY_CHECKS]],
    [
      'Create and apply',
      `\`sf integration-user create\` and \`apply\` end with those of the checks of users that take no more than one request: ${WRITTEN_CHECKS.map(({ id }) => id).join(', ')}. An error makes them end with exit code 1; what is written stays. Besides:`,
      [checksNotDone],
    ],
    ['The org', 'What holds for the org as a whole.', VERIFY_ORG_CHECKS],
    [
      'The use of an org',
      "What `sf integration-user audit` looks at besides, in users of people's licenses that work like machines and in integration users. An error does not change its exit code: findings are its result.",
      [
        ...new Map([...MACHINE_CHECKS, ...USED_CHECKS, ...SPREAD_CHECKS].map((check) => [check.id, check])).values(),
      ].filter(({ id }) => !VERIFY_CHECKS.some((check) => check.id === id)),
    ],
    ['Definition files', 'What `sf integration-user verify --offline` says of a definition file.', DEFINITION_CHECKS],
  ];
  const intro = [
    '# Checks',
    MADE,
    'A check of severity error makes `sf integration-user verify` end with exit code 1, unless a baseline accepts what it found. In the words below, an ellipsis stands for what is told in each case.',
  ];
  const body = parts.flatMap(([title, text, checks]) => [`## ${title}`, text, ...checks.map(section)]);
  return `${[...intro, ...body].join('\n\n')}\n`;
}

function section({ id, severity, broad }: Described): string {
  const { message, why, fix } = checkTexts(id);
  const level = broad ? `${severity}; error in \`verify\` without \`--allow-broad-access\`` : severity;
  return [
    `### ${id}`,
    `Severity: ${level}`,
    `- Found: ${escaped(message)}`,
    `- Why it matters: ${escaped(why)}`,
    `- What to do: ${escaped(fix)}`,
  ]
    .join('\n\n')
    .replace(/\n\n- (Why|What)/g, '\n- $1');
}
