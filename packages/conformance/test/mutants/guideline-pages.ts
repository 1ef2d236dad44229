/** Mutants of the mock: see mutant.ts. */
import { isRecord } from "../../src/values/path.ts";
import {
  bodyOf,
  changeRequest,
  changeResponse,
  editBody,
  editElements,
  type Mutant,
  type WireRequest,
  withBody,
  withoutParameters,
} from "./mutant.ts";

const every =
  "{bucket,topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance,balanceActionHistory}";
const lists = ["listBucket", "list*Balance", "listBalanceActionHistory"];
const listBucket = ["listBucket"];

const hasQuery =
  (pattern: RegExp) =>
  ({ query }: WireRequest): boolean =>
    pattern.test(query);

/** Replaces a change in another media type by a change that the server executes. */
function toStatusChange(request: WireRequest): WireRequest {
  const headers = { ...request.headers, "content-type": "application/json" };
  return { ...request, headers, text: '{"status":"completed"}' };
}

/** A mutant that removes query parameters. */
const ignore = (names: RegExp, when?: (request: WireRequest) => boolean): Mutant["respond"] =>
  changeRequest((request) => withoutParameters(request, names), when);

/** X-Total-Count is the number of elements of the page. */
const countPageOnly: Mutant["respond"] = changeResponse(
  (response) => ({ ...response, headers: { ...response.headers, "x-total-count": "1" } }),
  (_, { query }) => query === "?limit=1",
);

const paging: readonly Mutant[] = [
  {
    name: "limit=1 returns two elements",
    on: lists,
    respond: changeRequest((sent) => ({ ...sent, query: "?limit=2" }), hasQuery(/^\?limit=1$/)),
    fails: [`guidelines.${every}.page.limit`],
  },
  {
    name: "offset is ignored",
    on: lists,
    respond: ignore(/^offset$/, hasQuery(/^\?offset=1&/)),
    fails: [`guidelines.${every}.page.offset`],
  },
  {
    name: "X-Total-Count counts the page",
    on: lists,
    respond: countPageOnly,
    fails: [`guidelines.${every}.page.total`],
  },
  {
    name: "an offset past the end gets a 404",
    on: lists,
    respond: changeResponse(
      (response) => ({ ...response, status: 404 }),
      (_, { query }) => query === "?offset=1000000",
    ),
    fails: [`guidelines.${every}.page.past-end`],
  },
  {
    name: "an incomplete page responds with 200",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, status: 200 }),
      ({ status }) => status === 206,
    ),
    fails: ["guidelines.bucket.page.partial"],
  },
  {
    name: "an incomplete page has no Link",
    on: listBucket,
    respond: changeResponse((response) => {
      const { link: _, ...headers } = response.headers;
      return { ...response, headers };
    }),
    fails: ["guidelines.bucket.page.next"],
  },
  {
    name: "X-Result-Count of a page counts all matches",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, headers: { ...response.headers, "x-result-count": "47" } }),
      (_, { query }) => query === "?limit=1",
    ),
    fails: ["guidelines.bucket.page.result-count"],
  },
  {
    name: "an invalid page returns the first page",
    on: listBucket,
    respond: ignore(/^(?:limit|offset)$/, hasQuery(/=(?:-|many|1\.5)/)),
    fails: ["guidelines.bucket.page.{limit,offset}=*"],
  },
];

/** The reverse of the requested order. */
const reverse = (body: unknown): unknown => (Array.isArray(body) ? [...body].reverse() : body);

const sorting: readonly Mutant[] = [
  {
    name: "sort=id is ignored",
    on: listBucket,
    respond: ignore(/^sort$/, hasQuery(/sort=id/)),
    fails: ["guidelines.bucket.sort.id-ascending"],
  },
  {
    name: "sort=-id sorts ascending",
    on: listBucket,
    respond: editBody(reverse, hasQuery(/^\?sort=-id$/)),
    fails: ["guidelines.bucket.sort.id-descending", "guidelines.bucket.sort.with-limit"],
  },
  {
    name: "sort=+id is ignored",
    on: listBucket,
    respond: ignore(/^sort$/, hasQuery(/sort=%2B/)),
    fails: ["guidelines.bucket.sort.plus"],
  },
  {
    name: "numbers are sorted as texts",
    on: listBucket,
    respond: editBody(sortAsTexts, hasQuery(/sort=remainingValue/)),
    fails: ["guidelines.bucket.sort.amount"],
  },
  {
    name: "sort=-requestedDate sorts oldest first",
    on: ["listTopupBalance"],
    respond: editBody(reverse, hasQuery(/sort=-requestedDate/)),
    fails: ["guidelines.topupBalance.sort.newest"],
  },
  {
    name: "a list is cut before it is sorted",
    on: listBucket,
    respond: ignore(/^sort$/, hasQuery(/sort=-id&limit=1/)),
    fails: ["guidelines.bucket.sort.with-limit"],
  },
  {
    name: "an unknown sort key ends in 500",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { query }) => query === "?sort=carrots",
    ),
    fails: ["guidelines.bucket.sort.unknown"],
  },
];

function sortAsTexts(body: unknown): unknown {
  const sortKeyOf = (one: { remainingValue?: { amount?: number } }): string =>
    String(one.remainingValue?.amount);
  return Array.isArray(body)
    ? [...body].sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
    : body;
}

const patch = ["patchTopupBalance"];

const mergePatch: readonly Mutant[] = [
  {
    name: "merge-patch+json is refused",
    on: patch,
    respond: changeResponse(
      (response) => ({ ...response, status: 415 }),
      (_, { headers }) => headers["content-type"] === "application/merge-patch+json",
    ),
    fails: ["guidelines.topupBalance.patch.merge-type"],
  },
  {
    name: "a top-up loses its amount",
    on: ["retrieveTopupBalance"],
    respond: editElements(
      ({ amount: _, ...rest }) => rest,
      ({ path }) => !path.includes("none"),
    ),
    fails: [
      "certified.topupBalance.retrieve.has-amount",
      "guidelines.topupBalance.patch.{keeps-others,money}",
    ],
  },
  {
    name: "null does not remove the member",
    on: patch,
    respond: async (request, send) => {
      const response = await send(request);
      const body = bodyOf(response);
      if (!request.text.includes("null") || !isRecord(body)) return response;
      return { ...response, text: JSON.stringify({ ...body, reason: "to be removed" }) };
    },
    fails: ["guidelines.topupBalance.patch.null"],
  },
  {
    name: "a change of the id moves the record",
    on: ["retrieveTopupBalance", "patchTopupBalance"],
    respond: moveRecord(),
    fails: ["guidelines.topupBalance.patch.id"],
  },
  {
    name: "a change of the amount is shown",
    on: ["retrieveTopupBalance", "patchTopupBalance"],
    respond: changeAmount(),
    fails: ["guidelines.topupBalance.patch.money"],
  },
  {
    name: "XML is accepted as a change",
    on: patch,
    respond: changeRequest(toStatusChange, ({ text }) => text.startsWith("<")),
    fails: ["guidelines.topupBalance.patch.media-type"],
  },
  {
    name: "a JSON Patch gets a 200 and changes nothing",
    on: patch,
    respond: changeRequest(
      toStatusChange,
      ({ headers }) => headers["content-type"] === "application/json-patch+json",
    ),
    fails: ["guidelines.topupBalance.patch.json-patch"],
  },
  {
    name: "a 415 has no Accept-Patch",
    on: patch,
    respond: changeResponse(({ headers: { "accept-patch": _, ...headers }, ...response }) => ({
      ...response,
      headers,
    })),
    fails: ["guidelines.topupBalance.patch.accept-patch"],
  },
];

const hub: readonly Mutant[] = [
  {
    name: "a second registration of the same callback gets a 201",
    on: ["registerListener"],
    respond: changeResponse(
      () => ({ status: 201, headers: {}, text: '{"id":"again","callback":"http://a/"}' }),
      ({ status }) => status === 409,
    ),
    fails: ["guidelines.hub.register.duplicate"],
  },
  {
    name: "a registration cannot follow its end",
    on: ["registerListener"],
    respond: refuseAgain(),
    fails: ["guidelines.hub.unregister.register-again"],
  },
];

/** A query can be registered only once, even after the end of its registration. */
function refuseAgain(): Mutant["respond"] {
  const knownTexts = new Set<string>();
  return async (request, send) => {
    const { text } = request;
    if (knownTexts.has(text)) return { status: 409, headers: {}, text: "{}" };
    if (text.includes("ReserveBalanceCreateEvent")) knownTexts.add(text);
    return send(request);
  };
}

/** A PATCH with an id moves the record to this id; the old id does not exist any more. */
function moveRecord(): Mutant["respond"] {
  const moved = new Set<string>();
  return async (request, send) => {
    if (request.method === "PATCH" && request.text.includes('"id":')) {
      moved.add(request.path);
      return send(withBody(request, ({ id: _, ...rest }) => rest));
    }
    if (request.method === "GET" && moved.has(request.path)) {
      return { status: 404, headers: {}, text: "{}" };
    }
    return send(request);
  };
}

/** After a PATCH with an amount, responses have this amount. */
function changeAmount(): Mutant["respond"] {
  const amounts = new Map<string, unknown>();
  return async (request, send) => {
    if (request.method === "PATCH" && request.text.includes('"amount":')) {
      amounts.set(request.path, (JSON.parse(request.text) as { amount: unknown }).amount);
      return send(withBody(request, ({ amount: _, ...rest }) => rest));
    }
    const response = await send(request);
    const amount = amounts.get(request.path);
    if (request.method !== "GET" || amount === undefined) return response;
    return { ...response, text: JSON.stringify({ ...(bodyOf(response) as object), amount }) };
  };
}

export const pageMutants: readonly Mutant[] = [...paging, ...sorting, ...mergePatch, ...hub];
