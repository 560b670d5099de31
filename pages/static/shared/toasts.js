// What became of a tap, in words at the foot of the page, with the undo in reach for eight seconds.
const UNDO_REACH = 8000;
const READING_TIME = 7000;
const LONGEST = 14000; // the kitchen takes nothing back after 15 s

export function word(name, values = {}) {
  const says = document.body.getAttribute(`data-word-${name}`) ?? "";
  return says.replace(/\{(\w+)\}/g, (gap, key) => values[key] ?? gap);
}

export function announce(says) {
  document.getElementById("news").textContent = says;
}

// `kind` is done, trouble or news; a later word about the same thing takes the place of the one before.
export function say(says, kind, about = "") {
  if (!says) return;
  const list = shelf();
  const toast = document.createElement("li");
  toast.dataset.kind = kind;
  toast.dataset.about = about;
  toast.append(Object.assign(document.createElement("span"), { textContent: says, dir: "auto" }));
  if (about) list.querySelector(`[data-about="${CSS.escape(about)}"]`)?.remove();
  list.prepend(toast);
  announce(says);
  expire(toast, kind === "done" ? UNDO_REACH : READING_TIME);
}

export function offerUndo(orderId, code, version) {
  const toast = shelf().querySelector(`[data-about="${CSS.escape(orderId)}"]`);
  const undo = document.createElement("button");
  Object.assign(undo, { type: "button", textContent: word("undo") });
  Object.assign(undo.dataset, { tap: "undo", version });
  Object.assign(toast.dataset, { orderId, code });
  toast.append(undo);
}

function shelf() {
  const place = document.getElementById("toasts");
  if (!place.firstElementChild) place.append(document.createElement("ul"));
  return place.firstElementChild;
}

// Whoever is about to press it is given a little longer.
function expire(toast, span, born = Date.now()) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within") && Date.now() - born < LONGEST) expire(toast, 500, born);
    else toast.remove();
  }, span);
}
