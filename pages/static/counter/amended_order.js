// A placed order in the form, to be changed: its lines keep their ids, new ones have none.
import { sentItem, writeOptions } from "@/counter/received_order.js";
import { randomId } from "@/shared/random_id.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */
/** @typedef {import("@/counter/written_order.js").Written} Written */

/**
 * @param {{ items: any[], [field: string]: any }} placed
 * @param {Written} empty
 * @returns {Written}
 */
export function placedOrder({ items, ...about }, empty) {
  const lines = items.map((item) => ({ ...item, options: writeOptions(item), fewest: 1 }));
  return { ...empty, ...about, placedDue: about.due, lines };
}

/**
 * Returns the amendment. What stands already is no change, so all of it is sent.
 * @param {Written} order
 * @param {number} seenVersion
 */
export function amendment({ lines, guest_name, note, table, service, due, placedDue }, seenVersion) {
  const sent = lines.map((line) => ({ ...sentItem(line), fewest: undefined }));
  return {
    guest_name,
    note,
    table,
    service,
    due: due && due !== placedDue ? due : null,
    items: sent.filter(({ id }) => id).map(({ id, quantity, note, modifiers }) => ({ id, quantity, note, modifiers })),
    add: sent.filter(({ id }) => !id),
    seen_version: seenVersion,
    tap_id: `form-${randomId()}`,
  };
}
