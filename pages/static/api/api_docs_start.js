// Starts the documentation of the REST interface. Swagger UI is no module, so it is loaded as the plain script it is.
import { onMedia } from "@/shared/media.js";
import { markStarted } from "@/shared/started.js";

onMedia("(prefers-color-scheme: dark)", (isDark) => document.documentElement.classList.toggle("dark-mode", isDark));
const swagger = document.createElement("script");
swagger.src = "/api/docs/swagger-ui-bundle.js";
swagger.onload = () => {
  SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#docs", tryItOutEnabled: true, onComplete: nameParts });
  markStarted();
};
document.head.append(swagger);

// Swagger UI's headings skip levels, and what it says of the interface stands outside of its main part.
function nameParts() {
  for (const heading of document.querySelectorAll(".opblock-tag, .models h4")) heading.setAttribute("aria-level", "2");
  document.querySelector(".information-container")?.setAttribute("role", "region");
  document.querySelector(".information-container")?.setAttribute("aria-label", document.title);
}

// The dialog for the key opens later; it has neither a role nor a name, and its headings skip levels.
const HEADING_LEVELS = { h3: "2", h4: "3", h6: "4" };
new MutationObserver(nameDialog).observe(document.body, { childList: true, subtree: true });

function nameDialog() {
  const dialog = document.querySelector(".swagger-ui .dialog-ux .modal-ux");
  if (!dialog) return;
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-label", dialog.querySelector("h3")?.textContent ?? "");
  const close = dialog.querySelector(".btn-done")?.textContent;
  if (close) dialog.querySelector(".close-modal")?.setAttribute("aria-label", close);
  for (const [tag, level] of Object.entries(HEADING_LEVELS)) {
    for (const heading of dialog.querySelectorAll(tag)) heading.setAttribute("aria-level", level);
  }
}
