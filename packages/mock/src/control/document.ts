import type { ControlRoute } from "./route.ts";

/** The control plane as an OpenAPI 3.1 document, made of its own table. */
export function controlDocument(routes: readonly ControlRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = methods;
    methods[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Control plane of the TMF654 mock",
      version: "1",
      description:
        "What the contract has no words for: the mock's world, clock, faults and deliveries.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/__mock" }],
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "Needed by other machines alone." },
      },
    },
  };
}

function operationOf({ id, path, summary, body, isBodyOptional }: ControlRoute): object {
  const parameter = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const content = { "application/json": { schema: body } };
  return {
    operationId: id,
    summary,
    ...(path.includes("{id}") && { parameters: [parameter] }),
    ...(body && { requestBody: { required: !isBodyOptional, content } }),
    responses: {
      "2XX": { description: "Done." },
      "4XX": { description: "Not done; `message` says why, `errors` where." },
    },
  };
}
