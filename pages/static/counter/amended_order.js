// A placed order in the form, to be changed: its lines keep their ids, new ones have none.
import { sentItem, writeOptions } from "@/counter/received_order.js";
import { randomId } from "@/shared/random_id.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */
/** @typedef {import("@/counter/written_order.js").Placed} Placed */
/** @typedef {import("@/counter/written_order.js").Written} Written */

const ABOUT = ["guest_name", "note", "table", "service", "due"];
const OF_LINE = ["quantity", "note", "options"];

/**
 * Returns the order as it is placed, in the form. Its key stays: sent again, a change is taken once.
 * @param {Placed} placed
 * @param {Written} form
 * @returns {Written}
 */
export function placedOrder(placed, form) {
  const { items, version: _, ...about } = placed;
  const lines = items.map((item) => ({ ...item, options: writeOptions(item), fewest: Math.min(1, item.quantity) }));
  return { ...form, ...about, placed, lines, key: form.key ?? `form-${randomId()}` };
}

/**
 * Returns the amendment. What stands already is no change, so all of it is sent.
 * @param {Written} order
 */
export function amendment({ lines, guest_name, note, table, service, due, key, placed }) {
  const sent = lines.map((line) => ({ ...sentItem(line), fewest: undefined }));
  return {
    guest_name,
    note,
    table,
    service,
    due: due && due !== placed?.due ? due : null,
    items: sent.filter(({ id }) => id).map(({ id, quantity, note, modifiers }) => ({ id, quantity, note, modifiers })),
    add: sent.filter(({ id }) => !id),
    seen_version: placed?.version,
    tap_id: key,
  };
}

/**
 * Brings what is written up to the order as it is placed now. Where somebody else has changed or added the same, theirs
 * stays: it may be this change, whose answer was lost. Returns whether all that was written is kept.
 * @param {Written} order
 * @param {Placed} placed
 */
export function rebase(order, placed) {
  const [before, now] = [placedOrder(order.placed ?? placed, order), placedOrder(placed, order)];
  const kept = [keepWritten(now, order, before, ABOUT)];
  for (const line of before.lines) {
    const [current = {}, written = line] = [now, order].map(({ lines }) => lines.find(({ id }) => id === line.id));
    kept.push(keepWritten(current, written, line, OF_LINE));
  }
  const known = new Set(before.lines.map(({ id }) => id));
  const added = now.lines.filter(({ id }) => !known.has(id)).map(asText);
  const written = order.lines.filter(({ id }) => !id);
  const lines = written.filter((line) => !added.includes(asText(line)));
  Object.assign(order, now, { lines: [...now.lines, ...lines] });
  return kept.every(Boolean) && lines.length === written.length;
}

/** @param {Line} line */
const asText = ({ name, quantity, note, options }) => JSON.stringify([name, quantity, note, options ?? ""]);

/**
 * Writes the fields that differ from `before` into `now`, but for those that others have changed; returns whether all
 * of them stand there.
 * @param {any} now
 * @param {any} written
 * @param {any} before
 * @param {string[]} names
 */
function keepWritten(now, written, before, names) {
  const changed = names.filter((name) => written[name] !== before[name]);
  for (const name of changed) if (now[name] === before[name]) now[name] = written[name];
  return changed.every((name) => now[name] === written[name]);
}
