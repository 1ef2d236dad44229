import { booleanSchema, recordSchema } from "../schema/build.ts";
import { TraceError } from "../trace/traced-response.ts";
import { type ControlRoute, jsonSuccess } from "./route.ts";
import { traceSchema } from "./trace-schema.ts";

const tracingSchema = recordSchema({ isOn: booleanSchema });

/** Routes for the reasons of responses. */
export const traceRoutes: readonly ControlRoute[] = [
  {
    id: "tracing",
    method: "GET",
    path: "/trace",
    summary: "Whether traces are on.",
    success: jsonSuccess("The switch.", tracingSchema),
    run: (mock) => ({ json: { isOn: mock.isTracing() } }),
  },
  {
    id: "setTracing",
    method: "PUT",
    path: "/trace",
    summary: "Switches traces on or off for later requests.",
    body: tracingSchema,
    success: jsonSuccess("The setting afterwards.", tracingSchema),
    run: (mock, { body }) => {
      mock.setTracing((body as { isOn: boolean }).isOn);
      return { json: { isOn: mock.isTracing() } };
    },
  },
  {
    id: "trace",
    method: "GET",
    path: "/trace/{id}",
    summary: "The reason for a response, by its header `X-Mock-Trace`.",
    success: jsonSuccess("The steps of the request, and the decision of the ledger.", traceSchema),
    run: async (mock, { id }) => {
      try {
        return { json: await mock.trace(id) };
      } catch (error) {
        if (error instanceof TraceError) return { notFound: error.message.slice("no ".length) };
        throw error;
      }
    },
  },
];
