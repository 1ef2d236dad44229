/** Mutants of the mock: see mutant.ts. */
import { actionNames } from "@tmf654/contract";
import { isRecord, valueAt } from "../../src/values/path.ts";
import { capitalize, pretendStatus, requestMatches } from "./adjustments.ts";
import {
  bodyOf,
  editBody,
  editElements,
  type Mutant,
  setMember,
  type WireResponse,
  withBody,
} from "./mutant.ts";

const events: readonly Mutant[] = [
  ...actionNames.flatMap((resource) => [
    {
      name: `${capitalize(resource)}CreateEvent is never sent`,
      on: ["registerListener"],
      respond: muteEvent(`${capitalize(resource)}CreateEvent`),
      fails: [
        `behaviour.event.create.${resource}{,.schema}`,
        ...(resource === "topupBalance" ? ["behaviour.event.envelope"] : []),
      ],
    },
    {
      name: `${capitalize(resource)}FailureEvent is never sent`,
      on: ["registerListener"],
      respond: muteEvent(`${capitalize(resource)}FailureEvent`),
      fails: [`behaviour.event.failure.${resource}{,.schema}`],
    },
  ]),
  {
    name: "ReserveBalanceCancelEvent is never sent",
    on: ["registerListener"],
    respond: muteEvent("ReserveBalanceCancelEvent"),
    fails: ["behaviour.event.cancel.reserveBalance{,.schema}"],
  },
  {
    name: "the query of a registration is ignored",
    on: ["registerListener"],
    respond: async (request, send) => {
      const askedQuery: unknown = valueAt(JSON.parse(request.text), "query");
      const response = await send(withBody(request, ({ query: _, ...rest }) => rest));
      const body = bodyOf(response);
      const query = askedQuery === undefined ? {} : { query: askedQuery };
      return { ...response, text: JSON.stringify({ ...(body as object), ...query }) };
    },
    fails: ["behaviour.event.query"],
  },
];

const eventTypes = actionNames.flatMap((resource) =>
  ["Create", "Cancel", "Failure"].map((what) => `${capitalize(resource)}${what}Event`),
);

/** A registration that gets all events except one; the response hides this. */
export function muteEvent(type: string): Mutant["respond"] {
  return async (request, send) => {
    const query = eventTypes.filter((one) => one !== type).map((one) => `eventType=${one}`);
    const isOpen = !request.text.includes('"query"') && request.text.includes('"callback"');
    const sentRequest = isOpen
      ? withBody(request, (body) => ({ ...body, query: query.join("&") }))
      : request;
    const response = await send(sentRequest);
    if (!isOpen) return response;
    const { query: _, ...rest } = bodyOf(response) as Record<string, unknown>;
    return { ...response, text: JSON.stringify(rest) };
  };
}

const views: readonly Mutant[] = [
  ...actionNames.map((resource) => ({
    name: `the history loses ${resource}`,
    on: ["listBalanceActionHistory", `create${capitalize(resource)}`],
    respond: forgetHistory(),
    fails: [
      `behaviour.history.${resource}`,
      // The cases about queries use the newest entry, which is a reservation.
      ...(resource === "reserveBalance" ? ["guidelines.balanceActionHistory.filter.id"] : []),
    ],
  })),
  {
    name: "the history shows another amount",
    on: ["retrieveBalanceActionHistory"],
    respond: editElements(setMember("amount", { amount: 2, units: "EUR" })),
    fails: ["behaviour.history.amount"],
  },
  {
    name: "the history starts with the oldest entry",
    on: ["listBalanceActionHistory"],
    respond: editBody(
      (body) => (Array.isArray(body) ? [...body].reverse() : body),
      ({ query }) => query === "",
    ),
    fails: ["behaviour.history.newest-first"],
  },
  {
    name: "an accumulated balance does not change",
    on: ["retrieveAccumulatedBalance"],
    respond: editElements(setMember("totalBalance", { amount: 30, units: "EUR" })),
    fails: ["behaviour.accumulated.moves"],
  },
  {
    name: "an accumulated balance lists no buckets",
    on: ["retrieveAccumulatedBalance"],
    respond: editElements(setMember("bucket", [])),
    fails: ["behaviour.accumulated.buckets", "contract.accumulatedBalance.retrieve.schema"],
  },
  {
    name: "a top-up of a suspended bucket completes",
    on: ["createTopupBalance"],
    respond: pretendStatus("completed", requestMatches(/jonas/)),
    fails: ["behaviour.bucket.suspended"],
  },
  {
    name: "a debit of an expired bucket completes",
    on: ["createAdjustBalance"],
    respond: pretendStatus("completed", requestMatches(/ines/)),
    fails: ["behaviour.bucket.expired"],
  },
  {
    name: "a failed task has no reason",
    on: ["createAdjustBalance"],
    respond: editElements(({ failure: _, ...rest }) => rest),
    fails: ["behaviour.failure.says-why"],
  },
];

/** The history lacks the entries of actions that this operation created. */
function forgetHistory(): Mutant["respond"] {
  const forgotten = new Set<unknown>();
  return async (request, send): Promise<WireResponse> => {
    const response = await send(request);
    const body = response.text === "" ? undefined : bodyOf(response);
    if (request.method === "POST" && isRecord(body)) forgotten.add(body.id);
    if (request.method !== "GET" || !/^\?id=/.test(request.query)) return response;
    const id = decodeURIComponent(request.query.slice(4));
    return forgotten.has(id) ? { ...response, text: "[]" } : response;
  };
}

export const eventAndViewMutants: readonly Mutant[] = [...events, ...views];
