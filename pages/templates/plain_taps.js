// deno-lint-ignore-file no-var
// Taps by plain form, for a kitchen's page that did not start: each posts, and comes back to its ticket. It is old-style
// script, like start_guard.js, which says by `data-plain` that it is needed.
document.addEventListener("click", function (event) {
  if (!document.documentElement.hasAttribute("data-plain") || !(event.target instanceof Element)) return;
  var button = event.target.closest(".rail [data-tap], .shelf [data-tap]");
  var ticket = button && button.closest("[data-testid=ticket]");
  if (!button || !ticket) return;
  /** @type {Record<string, string | null>} */
  var fields = {
    tap: button.getAttribute("data-tap"),
    order_id: ticket.getAttribute("data-order-id"),
    item_id: button.getAttribute("data-item"),
    station: button.getAttribute("data-at"),
    seen_version: ticket.getAttribute("data-version"),
    tap_id: Date.now() + "-" + Math.random(), // one for each tap, that is all it takes
  };
  var form = document.createElement("form");
  form.method = "post";
  form.action = "/kitchen/taps" + location.search; // the station of this screen
  Object.keys(fields).forEach(function (name) {
    var input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = fields[name] || "";
    form.appendChild(input);
  });
  document.body.appendChild(form);
  form.submit();
});
