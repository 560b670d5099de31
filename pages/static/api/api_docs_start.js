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
