// Names of stations as the kitchen compares them: a till may write one in other capitals than the menu.
import { sumOf } from "@/shared/portions.js";

/**
 * Returns a name without regard to case and to how many spaces stand where, as fold_name of domain/dish_names.py does.
 * Accents stay, unlike in a search: without them two stations may be one, in Thai or Hindi above all.
 * @param {string} name
 */
export const foldStation = (name) => name.trim().replace(/\s+/g, " ").toUpperCase().toLowerCase(); // "ß" becomes "ss"

/**
 * Adds up what is open at the same station, under the first name that is written for it.
 * @param {Map<string, number>} open
 */
export function joinSpellings(open) {
  /** @type {Map<string, [string, number]>} */
  const joined = new Map();
  for (const [name, n] of open) {
    const [first, sum] = joined.get(foldStation(name)) ?? [name, 0];
    joined.set(foldStation(name), [first, sumOf([sum, n])]);
  }
  return new Map(joined.values());
}
