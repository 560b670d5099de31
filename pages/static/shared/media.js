// What the screen and its reader want (media queries).

/**
 * Whether a media query matches; no, where the browser cannot say.
 * @param {string} query
 */
export function matchesMedia(query) {
  try {
    return matchMedia(query).matches;
  } catch {
    return false;
  }
}

/**
 * Calls back now and after each change with whether a media query matches.
 * @param {string} query
 * @param {(matches: boolean) => void} onChange
 */
export function onMedia(query, onChange) {
  onChange(matchesMedia(query));
  try {
    matchMedia(query).addEventListener("change", ({ matches }) => onChange(matches));
  } catch {
    // it stays as it is
  }
}

export const wantsLessMotion = () => matchesMedia("(prefers-reduced-motion: reduce)");

/**
 * Scroll behaviour: smooth, unless the reader asked for reduced motion.
 * @returns {ScrollBehavior}
 */
export const calmly = () => wantsLessMotion() ? "auto" : "smooth";
