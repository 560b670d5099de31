// Draws the documentation of the REST interface. Swagger UI is no module, so it is loaded as the plain script it is.
const { classList } = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dress);
dress();
const swagger = document.createElement("script");
swagger.src = "/api/docs/swagger-ui-bundle.js";
swagger.onload = () => SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#docs", tryItOutEnabled: true });
document.head.append(swagger);
