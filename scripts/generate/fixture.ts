/** A small contract with one action and its event, for tests of the emitters. */
import type { OpenApiDocument } from "./document.ts";

const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

export const topupContract = {
  openapi: "3.1.0",
  info: { title: "Top-ups", version: "1" },
  servers: [{ url: "/base/v4" }],
  paths: {
    "/topupBalance": {
      get: {
        operationId: "listTopupBalance",
        tags: ["topupBalance"],
        parameters: [{ $ref: "#/components/parameters/fields" }],
        responses: {
          "200": json({ type: "array", items: ref("TopupBalance") }),
          "400": { $ref: "#/components/responses/Fault" },
        },
      },
      post: {
        operationId: "createTopupBalance",
        tags: ["topupBalance"],
        requestBody: { $ref: "#/components/requestBodies/Create" },
        responses: { "201": { $ref: "#/components/responses/Created" } },
      },
    },
    "/listener/topupBalanceCreateEvent": {
      post: {
        operationId: "listenToTopupBalanceCreateEvent",
        tags: ["listener"],
        requestBody: json(ref("TopupBalanceCreateEvent")),
        responses: { "201": json(ref("TopupBalanceCreateEvent")) },
      },
    },
  },
  components: {
    parameters: { fields: { name: "fields", in: "query", schema: { type: "string" } } },
    requestBodies: { Create: json(ref("TopupBalance_Create")) },
    responses: { Created: json(ref("TopupBalance")), Fault: json(ref("Error")) },
    schemas: {
      TopupBalance: {
        type: "object",
        description: "A top-up.",
        required: ["status"],
        properties: {
          "@type": { type: "string" },
          status: ref("StatusType"),
          when: { type: "string", format: "date-time" },
          amount: ref("Quantity"),
          product: { type: "array", items: ref("ProductRef") },
          isAutoTopup: { type: "boolean" },
          side: { type: "string", enum: ["receiver"] },
        },
      },
      TopupBalance_Create: { type: "object", properties: { amount: ref("Quantity") } },
      TopupBalanceCreateEvent: {
        type: "object",
        properties: { eventType: { type: "string" }, event: ref("TopupBalance") },
      },
      Quantity: {
        type: "object",
        properties: { amount: { type: "number", default: 1 }, units: { type: "string" } },
      },
      ProductRef: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      StatusType: { type: "string", enum: ["created", "failed"] },
      Error: { type: "object", required: ["code"], properties: { code: { type: "string" } } },
    },
  },
} as unknown as OpenApiDocument;
