// What scripts of the theme, of the preview and of the browser tests are checked for: node_modules/.bin/eslint, see tests/run.

import js from '@eslint/js';
import globals from 'globals';

const rules = {
  'no-var': 'error',
  'prefer-const': 'error',
  'prefer-arrow-callback': 'error',
  'prefer-template': 'error',
  'prefer-spread': 'error',
  'object-shorthand': 'error',
  'arrow-body-style': 'error',
  'no-shadow': ['error', { builtinGlobals: false }],
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
};

/** No script of a page makes HTML of a text. */
const texts = {
  'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
    property,
    message: 'Text of schools only ever becomes text.',
  }))],
};

export default [
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules },
  { files: ['themes/**/*.js', 'src/**/*.js'], rules: texts },
  { files: ['themes/**/*.js'], languageOptions: { sourceType: 'module', globals: globals.browser } },
  { files: ['src/serve/web/*.js'], languageOptions: { sourceType: 'script', globals: globals.browser } },
  { files: ['tests/**/*.mjs', 'tests/lint/*.js'], languageOptions: { sourceType: 'module', globals: { ...globals.node, ...globals.browser } } },
];
