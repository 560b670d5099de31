// Elements of the page by id, by selector and by event.

/**
 * Returns the element that the server has put on the page under this id.
 * @param {string} id
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id */
export const dialogById = (id) => /** @type {HTMLDialogElement} */ (document.getElementById(id));

/**
 * Returns all elements that match.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)].map(html);

/**
 * Returns the element that an event happened in, or the nearest around it, that matches.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const closest = ({ target }, selector) => target instanceof Element ? target.closest(selector) : null;

/**
 * Writes a value of an attribute into a selector.
 * @param {string} value
 */
export const quote = (value) => `"${value.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\a ")}"`;

/** @param {unknown} element */
const html = (element) => /** @type {HTMLElement} */ (element);
