import { scenarioSchema } from "../scenarios/schema.ts";
import type { Schema } from "../schema/check.ts";
import { snapshotSchema, voucherSchema } from "../snapshot/schema.ts";
import { maxTextLength } from "./parameters.ts";
import type { ControlParameter, ControlRoute, ControlSuccess } from "./route.ts";
import {
  activeFaultSchema,
  bucketSchema,
  clockSchema,
  currentProfileSchema,
  deliverySchema,
  errorSchema,
  journalEntrySchema,
  listenerSchema,
  receivedEventSchema,
  stateSchema,
} from "./schemas.ts";
import { traceSchema } from "./trace-schema.ts";

import {
  bucketPostingSchema,
  dueEffectSchema,
  requestSummarySchema,
  subscriberSchema,
} from "./view-schemas.ts";

/** The named schemas of the document. */
const namedSchemas: Readonly<Record<string, Schema>> = {
  ActiveFault: activeFaultSchema,
  Bucket: bucketSchema,
  Clock: clockSchema,
  Delivery: deliverySchema,
  DueEffect: dueEffectSchema,
  Error: errorSchema,
  JournalEntry: journalEntrySchema,
  Listener: listenerSchema,
  Posting: bucketPostingSchema,
  Profile: currentProfileSchema,
  ReceivedEvent: receivedEventSchema,
  RequestSummary: requestSummarySchema,
  Scenario: scenarioSchema,
  Snapshot: snapshotSchema,
  State: stateSchema,
  Subscriber: subscriberSchema,
  Trace: traceSchema,
  Voucher: voucherSchema,
};

/** Returns the OpenAPI 3.1 document of the control plane at a path (`/__mock`). */
export function controlDocument(
  routes: readonly ControlRoute[],
  path: string,
): Record<string, unknown> {
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
      description: "Controls the state, clock, faults and deliveries of the mock.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: path }],
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "Required if the mock has a control token.",
        },
      },
      schemas: Object.fromEntries(
        Object.entries(namedSchemas).map(([name, schema]) => [name, withReferences(schema)]),
      ),
    },
  };
}

function operationOf(route: ControlRoute): object {
  const { id, path, summary, body, isBodyOptional, isOpen, query = [], success } = route;
  const parameters = [
    ...(path.includes("{id}") ? [idParameter] : []),
    ...query.map((parameter) => ({
      name: parameter.name,
      in: "query",
      required: false,
      description: parameter.description,
      schema: parameterSchema(parameter),
    })),
  ];
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: { "application/json": { schema: toReference(body) } },
      },
    }),
    ...(isOpen && { security: [{}] }),
    responses: { [success.status]: successResponse(success), ...refusalsOf(route) },
  };
}

function parameterSchema({ values, range }: ControlParameter): object {
  if (range) return { type: "integer", minimum: range[0], maximum: range[1] };
  return values ? { type: "string", enum: values } : { type: "string", maxLength: maxTextLength };
}

const idParameter = { name: "id", in: "path", required: true, schema: { type: "string" } };

function successResponse({ description, schema, text, textType }: ControlSuccess): object {
  if (text) return { description, content: { [textType ?? "text/plain"]: { schema: text } } };
  if (!schema) return { description };
  return { description, content: { "application/json": { schema: toReference(schema) } } };
}

/** The error responses of a route. */
function refusalsOf(route: ControlRoute): Record<string, object> {
  const { path, body, isRefusable, isOpen, unavailable, success } = route;
  const hasId = path.includes("{id}");
  const reasons: readonly (readonly [status: number, may: boolean, description: string])[] = [
    [400, true, "The body or the query is invalid; `errors` lists each issue."],
    [401, !isOpen, "The mock has a control token, and the request does not send it."],
    [403, true, "The request comes from another origin, host or machine, or is an event."],
    [404, hasId, "The id is unknown."],
    [409, isRefusable === true, "The ledger refuses the command; `code` is the reason."],
    [503, unavailable !== undefined, unavailable ?? ""],
    [503, body !== undefined, "Too many large bodies arrive at once."],
    [503, success.textType !== undefined, "Too many streams are open."],
    [413, body !== undefined, "The body is over 64 MiB."],
  ];
  const content = { "application/json": { schema: toReference(errorSchema) } };
  return Object.fromEntries(
    reasons.flatMap(([status, may, description]) =>
      may ? [[String(status), { description, content }]] : [],
    ),
  );
}

/** Replaces named schemas by references, also inside another schema. */
function toReference(schema: Schema): object {
  const name = Object.keys(namedSchemas).find((each) => namedSchemas[each] === schema);
  return name === undefined ? withReferences(schema) : { $ref: `#/components/schemas/${name}` };
}

function withReferences(schema: Schema): object {
  const { items, properties, additionalProperties, anyOf, prefixItems } = schema;
  return {
    ...schema,
    ...(items && { items: toReference(items) }),
    ...(prefixItems && { prefixItems: prefixItems.map(toReference) }),
    ...(anyOf && { anyOf: anyOf.map(toReference) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, toReference(each)]),
      ),
    }),
    ...(additionalProperties && { additionalProperties: toReference(additionalProperties) }),
  };
}
