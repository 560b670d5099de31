// How the page may move: smoothly, unless its reader asked for less motion.

/** @returns {ScrollBehavior} */
export const calmly = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
