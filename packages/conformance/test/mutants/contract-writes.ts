/** Mutants of the mock: see mutant.ts. */
import { actionNames } from "@tmf654/contract";
import {
  changeRequest,
  changeResponse,
  changeStatus,
  editElements,
  type Mutant,
  type Send,
  setMember,
  type WireRequest,
  type WireResponse,
  withBody,
} from "./mutant.ts";

const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const actions = `{${actionNames.join(",")}}`;

const isGood = ({ status }: WireResponse): boolean => status < 300;
const isBad = ({ status }: WireResponse): boolean => status >= 400;

const mandatory = {
  topupBalance: ["amount", "bucket", "partyAccount", "usageType"],
  adjustBalance: ["amount", "bucket", "usageType"],
  reserveBalance: ["bucket", "partyAccount", "usageType"],
  transferBalance: [
    "amount",
    "bucket",
    "channel",
    "logicalResource",
    "reason",
    "receiverBucket",
    "receiverBucketUsageType",
    "receiverLogicalResource",
    "usageType",
  ],
} as const;

/** A member that every body of the resource has. */
const memberValues: Readonly<Record<string, unknown>> = {
  amount: { amount: 1, units: "EUR" },
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  channel: { id: "app" },
  logicalResource: [{ id: "1" }],
  reason: "none given",
  receiverBucket: { id: "ana-bonus" },
  receiverBucketUsageType: "monetary",
  receiverLogicalResource: { id: "1" },
};

const filledMembers: readonly Mutant[] = actionNames.flatMap((resource) =>
  mandatory[resource].map((attribute) => ({
    name: `POST /${resource} fills in a missing ${attribute}`,
    on: [`create${capitalize(resource)}`],
    respond: changeRequest((request) =>
      withBody(request, (body) => ({ [attribute]: memberValues[attribute], ...body })),
    ),
    fails: [`contract.${resource}.create.without-${attribute}`],
  })),
);

/** Executes the request, and returns an error. */
async function bookAndRefuse(request: WireRequest, send: Send): Promise<WireResponse> {
  const response = await send(request);
  if (response.status !== 400 || !request.text.includes("carrots")) return response;
  const text = JSON.stringify({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 1, units: "EUR" },
  });
  const hidden = { ...request, operation: "createTopupBalance", path: "/topupBalance", text };
  await send(hidden);
  return response;
}

const invalid: readonly Mutant[] = [
  ...filledMembers,
  {
    name: "an amount as text is read as a number",
    on: ["create*"],
    respond: changeRequest((request) => ({ ...request, text: request.text.replace('"one"', "1") })),
    fails: [`contract.${actions}.create.text-amount`],
  },
  {
    name: "an unknown usage type is read as monetary",
    on: ["create*"],
    respond: changeRequest((request) => ({
      ...request,
      text: request.text.replace("carrots", "monetary"),
    })),
    fails: [`contract.${actions}.create.unknown-usage-type`],
  },
  {
    name: "broken JSON ends in 500",
    on: ["create*"],
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { text }) => text === '{"amount":',
    ),
    fails: [`contract.${actions}.create.malformed`],
  },
  {
    name: "a missing body ends in 500",
    on: ["create*"],
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { text }) => text === "",
    ),
    fails: [`contract.${actions}.create.no-body`],
  },
  {
    name: "any media type is read as JSON",
    on: ["create*"],
    respond: changeRequest((request) => ({
      ...request,
      headers: { ...request.headers, "content-type": "application/json" },
    })),
    fails: [`contract.${actions}.create.media-type`],
  },
  {
    name: "a body that is too large ends in 500",
    on: ["createTopupBalance"],
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { text }) => text.length > 1_000_000,
    ),
    fails: ["contract.topupBalance.create.too-large"],
  },
  {
    name: "a 400 has an empty object",
    on: ["create*"],
    respond: changeResponse((response) => ({ ...response, text: "{}" }), isBad),
    fails: [`contract.${actions}.create.error-body`],
  },
  {
    name: "a create responds with 400 but changes the balance",
    on: ["create*"],
    respond: bookAndRefuse,
    fails: [`contract.${actions}.create.invalid-leaves-balance`],
  },
];

const changes: readonly Mutant[] = [
  {
    name: "PATCH responds with 202",
    on: ["patch*"],
    respond: changeStatus(202),
    fails: [`contract.${actions}.patch.status`, "guidelines.topupBalance.patch.merge-type"],
  },
  {
    name: "PATCH returns a number instead of a text",
    on: ["patch*"],
    respond: editElements(setMember("description", 5)),
    fails: [`contract.${actions}.patch.schema`],
  },
  {
    name: "PATCH keeps the old reason",
    on: ["patch*"],
    respond: changeRequest((request) =>
      withBody(request, (body) =>
        typeof body.reason === "string" ? { ...body, reason: "old" } : body,
      ),
    ),
    fails: [`contract.${actions}.patch.applied`, "guidelines.topupBalance.patch.merge-type"],
  },
  {
    name: "PATCH of an unknown id responds with 200",
    on: ["patch*"],
    respond: changeResponse(
      (response) => ({ ...response, status: 200 }),
      ({ status }) => status === 404,
    ),
    fails: [`contract.${actions}.patch.unknown`],
  },
  {
    name: "PATCH accepts a number instead of a text",
    on: ["patch*"],
    respond: changeRequest((request) =>
      withBody(request, (body) => (body.reason === 5 ? { ...body, reason: "5" } : body)),
    ),
    fails: [`contract.${actions}.patch.invalid`],
  },
  {
    name: "DELETE responds with 200",
    on: ["delete*"],
    respond: changeResponse((response) => ({ ...response, status: 200, text: "{}" }), isGood),
    fails: [`contract.${actions}.delete.status`],
  },
  {
    name: "DELETE does nothing",
    on: ["delete*"],
    respond: async (request, send) => {
      const response = await send({ ...request, method: "GET", operation: "retrieve" });
      return response.status === 200 ? { status: 204, headers: {}, text: "" } : response;
    },
    fails: [`contract.${actions}.delete.gone`, "behaviour.reserveBalance.delete"],
  },
  {
    name: "DELETE of an unknown id responds with 204",
    on: ["delete*"],
    respond: changeResponse(() => ({ status: 204, headers: {}, text: "" }), isBad),
    fails: [`contract.${actions}.delete.unknown`],
  },
];

export const contractWriteMutants: readonly Mutant[] = [...invalid, ...changes];
