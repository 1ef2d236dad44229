/** Mutants of the mock: see mutant.ts. */
import { actionNames } from "@tmf654/contract";
import { isRecord, valueAt } from "../../src/values/path.ts";
import { asks, capital, pretending } from "./bookings.ts";
import {
  bodyOf,
  editing,
  type Mutant,
  replacing,
  setting,
  type WireResponse,
  withBody,
} from "./mutant.ts";

const events: readonly Mutant[] = [
  ...actionNames.flatMap((resource) => [
    {
      name: `${capital(resource)}CreateEvent is never sent`,
      on: ["registerListener"],
      respond: mutedEvent(`${capital(resource)}CreateEvent`),
      fails: [
        `behaviour.event.create.${resource}{,.schema}`,
        ...(resource === "topupBalance" ? ["behaviour.event.envelope"] : []),
      ],
    },
    {
      name: `${capital(resource)}FailureEvent is never sent`,
      on: ["registerListener"],
      respond: mutedEvent(`${capital(resource)}FailureEvent`),
      fails: [`behaviour.event.failure.${resource}{,.schema}`],
    },
  ]),
  {
    name: "ReserveBalanceCancelEvent is never sent",
    on: ["registerListener"],
    respond: mutedEvent("ReserveBalanceCancelEvent"),
    fails: ["behaviour.event.cancel.reserveBalance{,.schema}"],
  },
  {
    name: "the query of a registration is ignored",
    on: ["registerListener"],
    respond: async (request, send) => {
      const asked: unknown = valueAt(JSON.parse(request.text), "query");
      const response = await send(withBody(request, ({ query: _, ...rest }) => rest));
      const body = bodyOf(response);
      const query = asked === undefined ? {} : { query: asked };
      return { ...response, text: JSON.stringify({ ...(body as object), ...query }) };
    },
    fails: ["behaviour.event.query"],
  },
];

const eventTypes = actionNames.flatMap((resource) =>
  ["Create", "Cancel", "Failure"].map((what) => `${capital(resource)}${what}Event`),
);

/** A registration that gets all events except one; the response hides this. */
export function mutedEvent(type: string): Mutant["respond"] {
  return async (request, send) => {
    const query = eventTypes.filter((one) => one !== type).map((one) => `eventType=${one}`);
    const isOpen = !request.text.includes('"query"') && request.text.includes('"callback"');
    const asked = isOpen
      ? withBody(request, (body) => ({ ...body, query: query.join("&") }))
      : request;
    const response = await send(asked);
    if (!isOpen) return response;
    const { query: _, ...rest } = bodyOf(response) as Record<string, unknown>;
    return { ...response, text: JSON.stringify(rest) };
  };
}

const views: readonly Mutant[] = [
  ...actionNames.map((resource) => ({
    name: `the history loses ${resource}`,
    on: ["listBalanceActionHistory", `create${capital(resource)}`],
    respond: forgetting(),
    fails: [
      `behaviour.history.${resource}`,
      // The cases about queries use the newest entry, which is a reservation.
      ...(resource === "reserveBalance" ? ["guidelines.balanceActionHistory.filter.id"] : []),
    ],
  })),
  {
    name: "the history shows another amount",
    on: ["retrieveBalanceActionHistory"],
    respond: editing(setting("amount", { amount: 2, units: "EUR" })),
    fails: ["behaviour.history.amount"],
  },
  {
    name: "the history starts with the oldest entry",
    on: ["listBalanceActionHistory"],
    respond: replacing(
      (body) => (Array.isArray(body) ? [...body].reverse() : body),
      ({ query }) => query === "",
    ),
    fails: ["behaviour.history.newest-first"],
  },
  {
    name: "an accumulated balance does not change",
    on: ["retrieveAccumulatedBalance"],
    respond: editing(setting("totalBalance", { amount: 30, units: "EUR" })),
    fails: ["behaviour.accumulated.moves"],
  },
  {
    name: "an accumulated balance lists no buckets",
    on: ["retrieveAccumulatedBalance"],
    respond: editing(setting("bucket", [])),
    fails: ["behaviour.accumulated.buckets", "contract.accumulatedBalance.retrieve.schema"],
  },
  {
    name: "a top-up of a suspended bucket completes",
    on: ["createTopupBalance"],
    respond: pretending("completed", asks(/jonas/)),
    fails: ["behaviour.bucket.suspended"],
  },
  {
    name: "a debit of an expired bucket completes",
    on: ["createAdjustBalance"],
    respond: pretending("completed", asks(/ines/)),
    fails: ["behaviour.bucket.expired"],
  },
  {
    name: "a failed task has no reason",
    on: ["createAdjustBalance"],
    respond: editing(({ failure: _, ...rest }) => rest),
    fails: ["behaviour.failure.says-why"],
  },
];

/** The history lacks the entries of actions that this operation created. */
function forgetting(): Mutant["respond"] {
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
