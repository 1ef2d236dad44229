import type { ControlRoute } from "./route.ts";
import { subscriberRoutes } from "./subscriber-routes.ts";
import { trafficRoutes } from "./traffic-routes.ts";
import { worldRoutes } from "./world-routes.ts";

/** Every row of the control plane. */
export const controlRoutes: readonly ControlRoute[] = [
  ...worldRoutes,
  ...trafficRoutes,
  ...subscriberRoutes,
];
