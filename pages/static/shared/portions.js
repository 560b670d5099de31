// Portions of dishes: what is sold by weight has decimals, and floating-point sums of decimals are not exact.

const MAX_DECIMALS = 3; // as in domain/item.py

/**
 * Adds portions up.
 * @param {number[]} portions
 */
export const sumOf = (portions) => Number(portions.reduce((sum, n) => sum + n, 0).toFixed(MAX_DECIMALS));

/**
 * Writes a number of portions as the page's language does, and as the server does on the tickets.
 * @param {number} portions
 * @param {string} [language]
 */
export const writePortions = (portions, language = document.documentElement.lang) =>
  portions.toLocaleString(language, {
    maximumFractionDigits: MAX_DECIMALS,
    useGrouping: false,
    numberingSystem: "latn",
  });
