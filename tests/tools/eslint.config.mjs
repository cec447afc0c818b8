// How the script of the HTML report is linted: everything that ESLint calls a problem, and what would turn a text into markup or code.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.env.DAGRS_NODE_FOLDER), 'any.js'));
const js = require('@eslint/js');
const names = ['document', 'location', 'history', 'getComputedStyle', 'getSelection', 'addEventListener', 'requestAnimationFrame', 'scrollBy', 'innerHeight', 'matchMedia', 'devicePixelRatio', 'navigator', 'setTimeout',
    'URLSearchParams', 'ResizeObserver', 'Response', 'Blob', 'DecompressionStream', 'atob'];
const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'];

export default [
    js.configs.recommended,
    {
        languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: Object.fromEntries(names.map(name => [name, 'readonly'])) },
        rules: {
            'no-restricted-properties': ['error', ...markup.map(property => ({ property })), { object: 'document', property: 'write' }],
            'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-script-url': 'error',
            'no-unused-vars': 'error', 'no-var': 'error', 'prefer-const': 'error', eqeqeq: 'error', 'no-shadow': 'error', 'no-use-before-define': ['error', { functions: false, variables: false }],
        },
    },
];
