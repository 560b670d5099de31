// A ticket that leaves keeps its place for a second, so that no other one comes under a finger that is on its way.
import { wasTappedLast } from "@/kitchen/ticket_moves.js";
import { closest } from "@/shared/dom.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

const KEPT_MS = 1000;

/**
 * Keeps the places of tickets that leave this list.
 * @param {HTMLElement} list
 * @param {() => void} onFree called when a place is given up
 */
export function keepPlacesOfLeaving(list, onFree) {
  list.addEventListener("click", (event) => {
    const place = closest(event, ".left-place");
    if (!place) return;
    const { orderId = "", code = "" } = place.dataset;
    say(word(wasTappedLast(orderId) ? "double-tap" : "moved-on", { code }), "trouble");
  });
  new MutationObserver((changes) => {
    for (const { removedNodes, nextSibling } of changes) {
      for (const node of removedNodes) {
        if (node instanceof HTMLElement && isTicketGone(node)) keep(node, list, nextSibling, onFree);
      }
    }
  }).observe(list, { childList: true });
}

/** @param {HTMLElement} node a ticket that only moves is connected again */
const isTicketGone = (node) => !node.isConnected && !node.hidden && node.firstElementChild instanceof HTMLElement;

/**
 * Keeps the places of the tickets that a station is done with: they leave its screen, and stay on the rail.
 * @param {HTMLElement[]} shown the list items that were in view before
 * @param {() => void} onFree called when a place is given up
 */
export function keepPlacesOfHidden(shown, onFree) {
  for (const item of shown) {
    if (item.hidden && item.parentElement) keep(item, item.parentElement, item, onFree);
  }
}

/**
 * @param {HTMLElement} left
 * @param {HTMLElement} list
 * @param {Node | null} next
 * @param {() => void} onFree
 */
function keep(left, list, next, onFree) {
  const place = document.createElement("li");
  const ticket = /** @type {HTMLElement} */ (left.firstElementChild);
  place.className = "left-place";
  place.setAttribute("aria-hidden", "true");
  place.style.gridRowEnd = left.style.gridRowEnd;
  const { orderId = "", code = "" } = ticket.dataset;
  Object.assign(place.dataset, { orderId, code });
  list.insertBefore(place, next?.parentNode === list ? next : null);
  setTimeout(() => {
    place.remove();
    onFree();
  }, KEPT_MS);
}
