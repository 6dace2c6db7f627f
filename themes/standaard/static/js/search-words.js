// Words of a query: which of them say something, and how alike they are.

// Words that are in nearly every query and say nothing about what somebody looks for.
export const SMALL_WORDS = new Set(`aan al als bij binnen daar dan dat de der deze die dit dochter doen doet door een en er
  gaan gaat geen had heb hebben heeft hem het hij hoe hun ik iemand iets in is ja je jullie kan kind kinderen komt krijgen
  krijgt kun kunnen kunt maar mag meer met mij mijn moet na naar nee niet nog nu of om ons onze ook op over school scholen
  te tot u uit uw van vanwege veel voor waar wanneer wat wel welke wie wil worden wordt ze zich zij zijn zit zo zoon`
  .split(/\s+/));

// As the index has it: a letter with an accent is one character, and what nobody sees (a soft hyphen) is gone.
export const asIndexed = (text) => text.normalize('NFC').replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim();

/** What the forms of a word begin with: `rolstoelen` as `rolstoel`, `plannen` as `plan`, `brieven` as `brief`. */
export function beginningsOf(word) {
  const stems = ['en', 'e', 's', 'ers', 'ing', 'end'].filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length));
  const others = stems.map((stem) => stem.replace(/([^aeiou])\1$/, '$1').replace(/v$/, 'f').replace(/z$/, 's'));
  return [word, ...[...stems, ...others].filter((stem) => stem.length > 3)];
}

/** How far two words are apart: `rolstoelvriendelijk` is close to `rolstoel`. */
export function apart(word, name) {
  if (name.length > 4 && word.startsWith(name)) return 0.4 - name.length / 1000;
  return lettersApart(word, name) / Math.max(word.length, name.length);
}

/** By how many letters two words differ (Levenshtein). */
function lettersApart(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const previousRow = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previousRow[j] + 1, row[j - 1] + 1, previousRow[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
  }
  return row[b.length];
}
