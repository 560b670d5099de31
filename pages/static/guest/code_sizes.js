// How large the codes of the pickup board are: as large as the screen has room for, ready ones twice as large at least.

/**
 * A panel's room for codes, in px.
 * @typedef {{ width: number, height: number }} Room
 */

// What one code takes, in its font size, with the gap to the next: board.css says the same.
const CELL_WIDTH_EM = 2.95;
const CELL_HEIGHT_EM = 1.66;
const MIN_RATIO = 2;
const MIN_SIZE_PX = 12;
const MAX_OF_HEIGHT = 0.4; // a lone code need not fill the wall
const READY_SHARES = [0.3, 0.4, 0.5, 0.6, 0.7];

/**
 * Returns the largest font size (px) at which so many codes fit, but never one that cannot be read: where the height of
 * the room follows its font, the next size would be smaller each time.
 * @param {number} count
 * @param {Room} room
 */
export function fittingSize(count, { width, height }) {
  let size = 0;
  for (let columns = 1; columns <= Math.max(count, 1); columns += 1) {
    const rows = Math.ceil(Math.max(count, 1) / columns);
    size = Math.max(size, Math.min(width / columns / CELL_WIDTH_EM, height / rows / CELL_HEIGHT_EM));
  }
  return Math.max(MIN_SIZE_PX, Math.floor(Math.min(size, height * MAX_OF_HEIGHT)));
}

/**
 * Divides a room between both panels so that the codes become largest; returns the share of the width that the ready
 * ones get, and both font sizes (px).
 * @param {number} ready how many are ready
 * @param {number} preparing how many are being prepared
 * @param {Room} room of both panels together
 * @param {number} padding of each panel's width that is no room for codes, in px
 */
export function codeSizes(ready, preparing, { width, height }, padding) {
  const divided = READY_SHARES.map((share) => {
    const size = fittingSize(ready, { width: width * share - padding, height });
    const others = fittingSize(preparing, { width: width * (1 - share) - padding, height });
    return { share, ready: size, preparing: Math.floor(Math.min(others, size / MIN_RATIO)) };
  });
  return divided.reduce((best, next) => isLarger(next, best, preparing) ? next : best);
}

/**
 * @param {{ ready: number, preparing: number }} next
 * @param {{ ready: number, preparing: number }} best
 * @param {number} preparing
 */
function isLarger(next, best, preparing) {
  if (preparing > 0 && next.preparing !== best.preparing) return next.preparing > best.preparing;
  return next.ready > best.ready;
}
