// Draws the documentation of the REST interface. Swagger UI is no module, so it is loaded as the plain script it is.
document.documentElement.style.colorScheme = "light"; // Swagger UI knows no other
const swagger = document.createElement("script");
swagger.src = "/api/docs/swagger-ui-bundle.js";
swagger.onload = () => SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#docs", tryItOutEnabled: true });
document.head.append(swagger);
