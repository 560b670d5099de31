// Scroll behaviour: smooth, unless the reader asked for reduced motion.

/** @returns {ScrollBehavior} */
export const calmly = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
