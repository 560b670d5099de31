// The page's texts in the page's language: the server puts them on the body as `data-word-NAME`.

/**
 * Returns the text of this name, its {placeholders} filled in.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function word(name, values = {}) {
  const text = document.body.getAttribute(`data-word-${name}`) ?? "";
  return text.replace(/\{(\w+)\}/g, (gap, key) => String(values[key] ?? gap));
}
