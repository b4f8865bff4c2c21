// Run by `npm run check:lint`, in parts: ESLint keeps the types of all that it has read, and the whole tree is more than node has room for.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import tests from './eslint-tests.mjs';

export default tseslint.config(
  { ignores: ['**/node_modules', '**/cdk.out*', '.purgatory', 'coverage', '**/dist', 'clients/web/dist'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    // Plain JavaScript (start-up scripts that run before anything is installed) has no types to check.
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'performance',
          'fetch',
          'AbortSignal',
          'module',
          'require',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // Bytes of dumps and archives are hostile: what reads them is bounds-checked and typed (shared/bytes).
    files: ['shared/vmcore/**/*.ts', 'shared/codecs/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'DataView', message: 'Bytes are read by Cursor or LittleEndian of shared/bytes.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    plugins: { tests },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'tests/no-loose-match': 'error',
      'tests/no-own-limit': 'error',
      'tests/no-own-skip': 'error',
    },
  },
  {
    files: ['test/support/oracles.ts'],
    rules: { 'tests/no-own-skip': 'off' },
  },
);
