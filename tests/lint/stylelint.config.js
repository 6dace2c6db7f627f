// What styles of themes are checked for: node_modules/.bin/stylelint, see tests/run.

export default {
  extends: 'stylelint-config-standard',
  reportDescriptionlessDisables: true,
  rules: {
    // Full words, as in all names; a name is a class, not a letter.
    'selector-class-pattern': ['^[a-z][a-z0-9]+(-[a-z0-9]+)*$', { message: 'A class is a word of at least two letters, or words with hyphens' }],
    'declaration-no-important': true,
    // One rule a line, where that fits.
    'declaration-block-single-line-max-declarations': null,
    'rule-empty-line-before': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    // `min-width` is known to older browsers.
    'media-feature-range-notation': null,
    // In an order that reads well: the layers and full words keep rules apart.
    'no-descending-specificity': null,
    'no-duplicate-selectors': null,
    'property-no-vendor-prefix': [true, { ignoreProperties: [/^(-webkit-)?(text-size|print-color)-adjust$/] }],
    'value-keyword-case': ['lower', { camelCaseSvgKeywords: true, ignoreKeywords: ['Canvas', 'CanvasText', 'Mark', 'MarkText', 'BlinkMacSystemFont', 'Roboto'] }],
    'selector-max-specificity': null,
  },
};
