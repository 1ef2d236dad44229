import { controlDocument } from "./document.ts";
import { type ControlRoute, jsonSuccess } from "./route.ts";
import { stateRoutes } from "./state-routes.ts";
import { subscriberRoutes } from "./subscriber-routes.ts";
import { traceRoutes } from "./trace-routes.ts";
import { trafficRoutes } from "./traffic-routes.ts";
import { viewRoutes } from "./view-routes.ts";

/** The prefix of the control plane of a tenant, which is also the prefix of its API. */
const tenantPrefix = /^\/t\/[^/]+(?=\/)/;

/** The route of the OpenAPI document, which describes all routes. */
const documentRoute: ControlRoute = {
  id: "document",
  method: "GET",
  path: "/openapi.json",
  summary: "This document.",
  success: jsonSuccess("An OpenAPI 3.1 document.", { type: "object" }),
  run: ({ basePath }) => {
    const [prefix = ""] = tenantPrefix.exec(basePath) ?? [];
    return { json: controlDocument(controlRoutes, `${prefix}/__mock`) };
  },
};

/** All routes of the control plane. */
export const controlRoutes: readonly ControlRoute[] = [
  ...stateRoutes,
  ...trafficRoutes,
  ...traceRoutes,
  ...subscriberRoutes,
  ...viewRoutes,
  documentRoute,
];
