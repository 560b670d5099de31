// How well the name of a dish fits what was typed, without regard to accents, capitals and one slip of the finger.

const NO_MATCH = 9;
const TYPO_MATCH = 4;
// In shorter words a slip makes another word.
const MIN_TYPO_CHARS = 4;

/**
 * Returns a name without accents, capitals, the dot of the i, and wide or narrow letters; apostrophes are one.
 * @param {string} text
 */
export const foldName = (text) =>
  text.replace(/[’‘`´ʼ]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i").trim();

/**
 * Ranks a name: 0 for the very name, 1 where it begins so, 2 where a word does, 3 where it stands within, 4 with one
 * letter wrong, missing, added or swapped, and NO_MATCH.
 * @param {string} name
 * @param {string} sought
 */
export function rankName(name, sought) {
  const [folded, typed] = [foldName(name), foldName(sought)];
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  const begins = [...folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => folded.slice(index));
  if (begins.some((rest) => rest.startsWith(typed))) return 2;
  if (folded.includes(typed)) return 3;
  return typed.length >= MIN_TYPO_CHARS && begins.some((rest) => beginsWithTypo(rest, typed)) ? TYPO_MATCH : NO_MATCH;
}

/**
 * Returns the places of the names that fit best, the best first. Names with a slip count only where no other fits.
 * @param {string[]} names
 * @param {string} sought
 */
export function bestMatches(names, sought) {
  const ranked = names.map((name, place) => ({ place, rank: rankName(name, sought) }));
  const fitting = ranked.filter(({ rank }) => rank < TYPO_MATCH);
  const taken = fitting.length > 0 ? fitting : ranked.filter(({ rank }) => rank === TYPO_MATCH);
  return taken.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ place }) => place);
}

/**
 * @param {string} rest
 * @param {string} typed
 */
function beginsWithTypo(rest, typed) {
  const at = [...typed].findIndex((letter, n) => letter !== rest[n]);
  const [typedRest, nameRest] = [typed.slice(at), rest.slice(at)];
  const isSwapped = typedRest[0] === nameRest[1] && typedRest[1] === nameRest[0] &&
    nameRest.slice(2).startsWith(typedRest.slice(2));
  return isSwapped || nameRest.slice(1).startsWith(typedRest.slice(1)) || nameRest.startsWith(typedRest.slice(1)) ||
    nameRest.slice(1).startsWith(typedRest);
}
