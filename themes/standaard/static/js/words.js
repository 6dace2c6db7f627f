// Words as somebody types them, and as they stand on pages.

/** A text without capitals, accents and marks that nobody sees, to compare it. */
export const bare = (text) => text.normalize('NFD').replace(/[\u00ad\p{M}]/gu, '').toLowerCase().trim();

/** The words of a text, bare. */
export const wordsOf = (text) => bare(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
