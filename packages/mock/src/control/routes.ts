import { controlDocument } from "./document.ts";
import { type ControlRoute, ok } from "./route.ts";
import { stateRoutes } from "./state-routes.ts";
import { subscriberRoutes } from "./subscriber-routes.ts";
import { trafficRoutes } from "./traffic-routes.ts";

/** The control plane of a tenant in the path has the same prefix as its API. */
const tenantPrefix = /^\/t\/[^/]+(?=\/)/;

/** The document of all rows, itself one of them. */
const documentRoute: ControlRoute = {
  id: "document",
  method: "GET",
  path: "/openapi.json",
  summary: "This document.",
  success: ok("An OpenAPI 3.1 document.", { type: "object" }),
  run: ({ basePath }) => {
    const [prefix = ""] = tenantPrefix.exec(basePath) ?? [];
    return { json: controlDocument(controlRoutes, `${prefix}/__mock`) };
  },
};

/** Every row of the control plane. */
export const controlRoutes: readonly ControlRoute[] = [
  ...stateRoutes,
  ...trafficRoutes,
  ...subscriberRoutes,
  documentRoute,
];
