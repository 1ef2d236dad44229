/** Mutants of the mock: see mutant.ts. */
import { actionNames } from "@tmf654/contract";
import { isRecord } from "../../src/values/path.ts";
import {
  bodyOf,
  changeResponse,
  changeStatus,
  editBody,
  editElements,
  isPlain,
  type Mutant,
  setMember,
  type WireResponse,
} from "./mutant.ts";

const actions = `{${actionNames.join(",")}}`;
const every =
  "{bucket,topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance,balanceActionHistory}";

/** The lists; `list*` would match the listeners too. */
const listOperations = ["listBucket", "list*Balance", "listBalanceActionHistory"];

/** The response with another header, or without it. */
const withHeader = (name: string, value?: string) => (response: WireResponse) => {
  const { [name]: _, ...headers } = response.headers;
  return { ...response, headers: value === undefined ? headers : { ...headers, [name]: value } };
};

const isGood = ({ status }: WireResponse): boolean => status < 300;
const isBad = ({ status }: WireResponse): boolean => status >= 400;

const lists: readonly Mutant[] = [
  {
    name: "elements of lists have a number instead of a text",
    on: listOperations,
    respond: editElements(setMember("description", 5), isPlain),
    fails: [`contract.${every}.list.schema`],
  },
  {
    name: "lists are text/plain",
    on: listOperations,
    respond: changeResponse(withHeader("content-type", "text/plain"), (response) =>
      isGood(response),
    ),
    fails: [`contract.${every}.list.media-type`],
  },
  {
    name: "lists have no X-Total-Count",
    on: listOperations,
    respond: changeResponse(withHeader("x-total-count"), (_, request) => isPlain(request)),
    fails: [`contract.${every}.list.total-count`],
  },
  {
    name: "X-Result-Count of lists is wrong",
    on: listOperations,
    respond: changeResponse(withHeader("x-result-count", "999"), (_, request) => isPlain(request)),
    fails: [`contract.${every}.list.result-count`],
  },
  {
    name: "elements of lists have an empty id",
    on: listOperations,
    respond: editElements(setMember("id", ""), isPlain),
    fails: [`contract.${every}.list.ids`],
  },
  {
    name: "links of list elements have another id",
    on: listOperations,
    respond: editElements(setMember("href", "/elsewhere/1"), isPlain),
    fails: [`contract.${every}.list.href`],
  },
];

const reads: readonly Mutant[] = [
  {
    name: "one resource has a number instead of a text",
    on: ["retrieve*"],
    respond: editElements(setMember("description", 5)),
    fails: [`contract.${every}.retrieve.schema`, "guidelines.bucket.fields.by-id"],
  },
  {
    name: "one resource is text/plain",
    on: ["retrieve*"],
    respond: changeResponse(withHeader("content-type", "text/plain"), (response) =>
      isGood(response),
    ),
    fails: [`contract.${every}.retrieve.media-type`],
  },
  {
    name: "one resource has another href than in the list",
    on: ["retrieve*"],
    respond: editElements(setMember("href", "/elsewhere/1")),
    fails: [`contract.${every}.retrieve.as-listed`],
  },
  {
    name: "a 404 has an empty object",
    on: ["retrieve*"],
    respond: changeResponse((response) => ({ ...response, text: "{}" }), isBad),
    fails: [`contract.${every}.retrieve.unknown-body`, "contract.error.code-text"],
  },
];

const creates: readonly Mutant[] = [
  {
    name: "a create has a number instead of a text",
    on: ["create*"],
    respond: editElements(setMember("description", 5)),
    fails: [`contract.${actions}.create.{schema,echo}`],
  },
  {
    name: "a create has no Location",
    on: ["create*"],
    respond: changeResponse(withHeader("location"), isGood),
    fails: [`contract.${actions}.create.location`],
  },
  {
    name: "a created resource cannot be found by its id",
    on: ["retrieve*Balance"],
    respond: changeResponse((response) => ({ ...response, status: 404, text: "{}" }), isGood),
    fails: [
      `certified.{topupBalance,adjustBalance,reserveBalance}.retrieve.status`,
      `contract.{topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance}.retrieve.status`,
      `contract.${actions}.create.retrievable`,
      "guidelines.topupBalance.patch.id",
    ],
  },
  {
    name: "a new transfer is not in the list",
    on: ["listTransferBalance"],
    respond: editBody(
      () => [],
      ({ query }) => query.startsWith("?id="),
    ),
    fails: ["contract.transferBalance.create.listed", "guidelines.transferBalance.filter.id"],
  },
  {
    name: "a create returns another amount",
    on: ["create*"],
    respond: editElements((body) => ({ ...body, amount: { amount: 2, units: "EUR" } })),
    fails: [
      `contract.${actions}.create.echo`,
      "guidelines.topupBalance.patch.{keeps-others,money}",
      "behaviour.history.amount",
    ],
  },
];

const methods: readonly Mutant[] = [
  {
    name: "an unknown method gets a 404",
    on: ["PUT *"],
    respond: changeResponse((response) => ({ ...response, status: 404 })),
    fails: [`contract.${every}.put.status`],
  },
  {
    name: "a 405 has no Allow",
    on: ["PUT *"],
    respond: changeResponse(withHeader("allow")),
    fails: [`contract.${every}.put.allow`],
  },
  {
    name: "an unknown path is a page with 200",
    on: ["GET /carrots"],
    respond: async () => ({ status: 200, headers: {}, text: "<h1>Welcome</h1>" }),
    fails: ["contract.path.unknown.status"],
  },
  {
    name: "an unknown path is a page with 404",
    on: ["GET /carrots"],
    respond: changeResponse((response) => ({ ...response, text: "<h1>Not found</h1>" })),
    fails: ["contract.path.unknown.body"],
  },
  {
    name: "errors have the media type of HTML",
    on: ["retrieveBucket"],
    respond: changeResponse(withHeader("content-type", "text/html"), isBad),
    fails: ["contract.error.media-type"],
  },
  {
    name: "errors have another status in the body",
    on: ["retrieveBucket"],
    respond: editError(setMember("status", "500")),
    fails: ["contract.error.status-text"],
  },
  {
    name: "errors have a number as code",
    on: ["retrieveBucket"],
    respond: editError(setMember("code", 60)),
    fails: ["contract.error.code-text", "contract.bucket.retrieve.unknown-body"],
  },
  {
    name: "errors come as a list",
    on: ["retrieveBucket"],
    respond: changeResponse((response) => ({ ...response, text: `[${response.text}]` }), isBad),
    fails: ["contract.error.{one-object,code-text}", "contract.bucket.retrieve.unknown-body"],
  },
];

/** Edits the body of an error. */
function editError(edit: ReturnType<typeof setMember>): Mutant["respond"] {
  return changeResponse((response, request) => {
    const body = bodyOf(response);
    return isRecord(body) ? { ...response, text: JSON.stringify(edit(body, request)) } : response;
  }, isBad);
}

const hub: readonly Mutant[] = [
  {
    name: "POST /hub responds with 200",
    on: ["registerListener"],
    respond: changeStatus(200),
    fails: ["contract.hub.register.status"],
  },
  {
    name: "POST /hub loses the callback",
    on: ["registerListener"],
    respond: editElements(({ callback: _, ...rest }) => rest),
    fails: ["contract.hub.register.schema"],
  },
  {
    name: "POST /hub has no Location",
    on: ["registerListener"],
    respond: changeResponse(withHeader("location")),
    fails: ["contract.hub.register.location"],
  },
  {
    name: "POST /hub loses the query",
    on: ["registerListener"],
    respond: editElements(({ query: _, ...rest }) => rest),
    fails: ["contract.hub.register.query"],
  },
  {
    name: "POST /hub accepts a registration without callback",
    on: ["registerListener"],
    respond: changeResponse(
      () => ({ status: 201, headers: {}, text: '{"id":"none","callback":""}' }),
      (_, { text }) => text === "{}",
    ),
    fails: ["contract.hub.register.without-callback"],
  },
  {
    name: "DELETE /hub/{id} responds with 200",
    on: ["unregisterListener"],
    respond: changeResponse((response) => ({ ...response, status: 200, text: "{}" }), isGood),
    fails: ["contract.hub.unregister.status"],
  },
  {
    name: "DELETE /hub/{id} always responds with 204",
    on: ["unregisterListener"],
    respond: changeResponse(() => ({ status: 204, headers: {}, text: "" })),
    fails: ["contract.hub.unregister.again"],
  },
  {
    name: "listeners respond with 200",
    on: ["listenTo*"],
    respond: changeStatus(200),
    fails: ["contract.listener.*.status"],
  },
  {
    name: "listeners accept broken JSON",
    on: ["listenTo*"],
    respond: changeResponse((response) => ({ ...response, status: 201 }), isBad),
    fails: ["contract.listener.*.malformed"],
  },
];

export const contractReadMutants: readonly Mutant[] = [
  ...lists,
  ...reads,
  ...creates,
  ...methods,
  ...hub,
];
