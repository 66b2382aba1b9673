import { join } from 'node:path';
import { fixupPluginRules } from '@eslint/compat';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import sfPlugin from 'eslint-plugin-sf-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importDirection } from './scripts/lint/importDirection.ts';
import { rooms } from './scripts/lint/rooms.ts';

const root = import.meta.dirname;
const soqlText = 'A command holds no SOQL: ask src/org.';

export default defineConfig(
  { ignores: ['lib/', 'coverage/', '.cache/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Columns of rows and names of variables are data: row['Name'] says so.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: {
      // Without the fix-up these rules, written for ESLint 8, silently find nothing.
      'sf-plugin': fixupPluginRules(sfPlugin),
      local: { rules: { 'import-direction': importDirection } },
    },
    rules: {
      ...sfPlugin.configs.recommended.rules,
      'local/import-direction': ['error', { src: join(root, 'src'), rooms }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/commands/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'TryStatement', message: 'A command does not handle errors: src/org translates them.' },
        { selector: 'Literal[value=/\\bSELECT\\b[^]*\\bFROM\\b/i]', message: soqlText },
        { selector: 'TemplateElement[value.raw=/\\bSELECT\\b[^]*(\\bFROM\\b|$)/]', message: soqlText },
        { selector: 'TaggedTemplateExpression[tag.name=/^soql$/i]', message: soqlText },
        {
          selector: 'MemberExpression[property.name=/^(sobject|autoFetchQuery|singleRecordQuery|tooling|metadata)$/]',
          message: soqlText,
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // chai's assertions are expressions.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', require: 'readonly' } },
  },
  prettier,
);
