// A page that must load anew (the house was restarted, or the tablet slept too long) opens again what was open: the
// dialog, what it is about, what was written in it, and the field that was written in. A file that was chosen cannot be kept.
const KEPT = "open-when-left";

document.addEventListener("leaving", () => {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return;
  const { id, dataset } = dialog;
  const written = fields(dialog).map(({ name, value, checked }) => ({ name, value, checked }));
  const focused = fields(dialog).indexOf(document.activeElement);
  sessionStorage.setItem(
    KEPT,
    JSON.stringify({ page: location.pathname, id, about: { ...dataset }, written, focused }),
  );
});

// `open` opens the dialog of this id about the same thing, unless that is gone meanwhile.
export function resume(open) {
  const { page, id, about, written, focused } = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  sessionStorage.removeItem(KEPT);
  const dialog = page === location.pathname && document.getElementById(id);
  if (!dialog) return;
  open(dialog, about);
  if (!dialog.open) return;
  fields(dialog).forEach((field, at) => {
    const was = written[at];
    if (was?.name !== field.name) return;
    if (field.type === "radio" || field.type === "checkbox") field.checked = was.value === field.value && was.checked;
    else field.value = was.value;
  });
  fields(dialog)[focused]?.focus();
}

const fields = (dialog) => [...dialog.querySelectorAll("input:not([type=file]), select, textarea")];
