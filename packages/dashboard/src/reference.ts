/** The start of the reference: Swagger UI with the contract, against this mock. */

declare const SwaggerUIBundle: (options: object) => unknown;

const darkScheme = matchMedia("(prefers-color-scheme: dark)");
darkScheme.addEventListener("change", followScheme);
followScheme();

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: false,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
});

function followScheme(): void {
  document.documentElement.classList.toggle("dark-mode", darkScheme.matches);
}
