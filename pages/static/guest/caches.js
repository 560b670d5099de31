// What this phone keeps of its orders, in caches that the service worker (sw.js) uses too.

const PAGES = "orderbell-pages"; // an order's page as it was last seen, and the notices since
const FOLLOWS = "orderbell-follows"; // which orders this phone follows, and what of them it wants to hear

export const hasCaches = () => "caches" in globalThis;
export const openPages = () => caches.open(PAGES);
export const openFollows = () => caches.open(FOLLOWS);
