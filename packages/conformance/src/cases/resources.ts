/** Groups of resources for templates of cases. */
import { events, type ResourceName, resources } from "@tmf654/contract";

/** All seven resources. */
export const everyResource = Object.keys(resources) as readonly ResourceName[];

/** The twelve events, as the listener paths name them. */
export const actionEvents = events.map(({ listenerPath }) =>
  listenerPath.slice("/listener/".length),
);
