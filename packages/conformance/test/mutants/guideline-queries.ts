/** Mutants of the mock: see mutant.ts. */
import {
  changeRequest,
  changeResponse,
  editBody,
  editElements,
  type Mutant,
  setMember,
  type WireRequest,
  withoutParameters,
} from "./mutant.ts";

const every =
  "{bucket,topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance,balanceActionHistory}";
const actions = "{topupBalance,adjustBalance,transferBalance,reserveBalance}";
const some = "{topupBalance,adjustBalance,transferBalance}";
const lists = ["listBucket", "list*Balance", "listBalanceActionHistory"];
const listBucket = ["listBucket"];

const hasQuery =
  (pattern: RegExp) =>
  ({ query }: WireRequest): boolean =>
    pattern.test(query);

/** A mutant that removes query parameters. */
const ignore = (names: RegExp, when?: (request: WireRequest) => boolean): Mutant["respond"] =>
  changeRequest((request) => withoutParameters(request, names), when);

const fields: readonly Mutant[] = [
  {
    name: "fields=none returns everything",
    on: lists,
    respond: ignore(/^fields$/, hasQuery(/fields=none/)),
    fails: [`guidelines.${every}.fields.none`],
  },
  {
    name: "fields returns description too",
    on: lists,
    respond: editElements(setMember("description", "more"), hasQuery(/fields=(?!none)/)),
    fails: [`guidelines.${every}.fields.one`, "guidelines.bucket.fields.several"],
  },
  {
    name: "fields removes id and href",
    on: lists,
    respond: editElements(({ id: _, href: __, ...rest }) => rest, hasQuery(/fields=(?!none)/)),
    fails: [`guidelines.${every}.fields.identity`],
  },
  {
    name: "fields reads only its first name",
    on: listBucket,
    respond: changeRequest(
      (request) => ({ ...request, query: request.query.replace(/,.*/, "") }),
      hasQuery(/^\?fields=/),
    ),
    fails: ["guidelines.bucket.fields.several"],
  },
  {
    name: "fields is ignored on one resource",
    on: ["retrieveBucket"],
    respond: ignore(/^fields$/),
    fails: ["guidelines.bucket.fields.by-id"],
  },
  {
    name: "an unknown field ends in 500",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { query }) => query === "?fields=carrots",
    ),
    fails: ["guidelines.bucket.fields.unknown"],
  },
];

/** An empty list becomes a 404. */
const refuseEmptyList: Mutant["respond"] = changeResponse(
  (response) => ({ ...response, status: 404 }),
  ({ text }, { query }) => text === "[]" && /^\?id=/.test(query),
);

const filters: readonly Mutant[] = [
  {
    name: "a filter on id is ignored",
    on: lists,
    respond: ignore(/^id$/, hasQuery(/^\?id=[^&]*$/)),
    fails: [
      "certified.{bucket,topupBalance,adjustBalance,reserveBalance}.filter.id.matches",
      `guidelines.${every}.filter.{id,no-match}`,
    ],
  },
  {
    name: "an empty result gets a 404",
    on: lists,
    respond: refuseEmptyList,
    fails: [`guidelines.${every}.filter.no-match`],
  },
  {
    name: "a filter on status is ignored",
    on: lists,
    respond: ignore(/^status$/, hasQuery(/^\?status=failed$/)),
    fails: [`guidelines.${some}.filter.status`],
  },
  {
    name: "a filter on status and id finds nothing",
    on: lists,
    respond: editBody(() => [], hasQuery(/^\?status=.*&id=/)),
    fails: [`guidelines.${some}.filter.completed`],
  },
  {
    name: "a filter on usageType=data is ignored",
    on: listBucket,
    respond: ignore(/^usageType$/, hasQuery(/^\?usageType=data$/)),
    fails: ["guidelines.bucket.filter.usage-type"],
  },
  {
    name: "the last of repeated parameters is ignored",
    on: listBucket,
    respond: changeRequest((request) => ({
      ...request,
      query: request.query.replace(/&usageType=.*/, ""),
    })),
    fails: ["guidelines.bucket.filter.repeated"],
  },
  {
    name: "only the last of a list of values counts",
    on: listBucket,
    respond: changeRequest((request) => ({
      ...request,
      query: request.query.replace(/usageType=[^&]*,/, "usageType="),
    })),
    fails: ["guidelines.bucket.filter.comma"],
  },
  {
    name: "resources match one of two filters",
    on: listBucket,
    respond: ignore(/^id$/, hasQuery(/^\?usageType=[^&]*&id=/)),
    fails: ["guidelines.bucket.filter.and"],
  },
  ...["logicalResource", "product", "relatedParty", "partyAccount"].map((name) => ({
    name: `a filter on ${name}.id is ignored`,
    on: listBucket,
    respond: ignore(new RegExp(`^${name}\\.id$`)),
    fails: [`guidelines.bucket.filter.by-${name}`],
  })),
  {
    name: "a filter on bucket.id finds nothing of the bucket",
    on: lists,
    respond: editElements(setMember("bucket", { id: "other" }), hasQuery(/^\?bucket\.id=/)),
    fails: [`guidelines.${actions}.filter.bucket`],
  },
  {
    name: "X-Total-Count counts all resources",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, headers: { ...response.headers, "x-total-count": "999" } }),
      (_, { query }) => /^\?id=/.test(query),
    ),
    fails: ["guidelines.bucket.filter.total"],
  },
];

const operators: readonly Mutant[] = [
  ...["gt", "lt"].map((operator) => ({
    name: `.${operator} includes an equal value`,
    on: listBucket,
    respond: changeRequest((request) => ({
      ...request,
      query: request.query.replace(`amount.${operator}=`, `amount.${operator}e=`),
    })),
    fails: [`guidelines.bucket.operator.${operator}-excludes`],
  })),
  ...["gte", "lte"].map((operator) => ({
    name: `.${operator} excludes an equal value`,
    on: listBucket,
    respond: changeRequest((request) => ({
      ...request,
      query: request.query.replace(`amount.${operator}=`, `amount.${operator.slice(0, 2)}=`),
    })),
    fails: [`guidelines.bucket.operator.${operator}-includes`],
  })),
  {
    name: ".eq finds nothing",
    on: listBucket,
    respond: editBody(() => [], hasQuery(/amount\.eq=/)),
    fails: ["guidelines.bucket.operator.eq-includes"],
  },
  {
    name: ".gte is ignored",
    on: listBucket,
    respond: ignore(/amount\.gte$/),
    fails: ["guidelines.bucket.operator.gte-bound"],
  },
  {
    name: ".lte is ignored",
    on: listBucket,
    respond: ignore(/amount\.lte$/),
    fails: ["guidelines.bucket.operator.lte-bound"],
  },
  ...["3E", "3C"].flatMap((sign) => [
    {
      name: `%${sign} is ignored`,
      on: listBucket,
      respond: changeRequest((request) => ({
        ...request,
        query: request.query.replace(new RegExp(`&remainingValue.amount%${sign}(?!%3D).*`), ""),
      })),
      fails: [`guidelines.bucket.operator.sign-${sign}`],
    },
    {
      name: `%${sign}%3D excludes an equal value`,
      on: listBucket,
      respond: changeRequest((request) => ({
        ...request,
        query: request.query.replace(`%${sign}%3D`, `%${sign}`),
      })),
      fails: [`guidelines.bucket.operator.sign-${sign}-equal`],
    },
  ]),
  {
    name: ".gte on a date-time excludes an equal instant",
    on: listBucket,
    respond: changeRequest((request) => ({
      ...request,
      query: request.query.replace("Date.gte=", "Date.gt="),
    })),
    fails: ["guidelines.bucket.operator.date-gte"],
  },
  {
    name: ".gt on a date-time includes an equal instant",
    on: listBucket,
    respond: changeRequest(
      (request) => ({ ...request, query: request.query.replace("Date.gt=", "Date.gte=") }),
      hasQuery(/^\?id=/),
    ),
    fails: ["guidelines.bucket.operator.date-gt"],
  },
  {
    name: "a filter on a date-time is ignored",
    on: ["listTopupBalance"],
    respond: ignore(/Date\.gt$/),
    fails: ["guidelines.topupBalance.operator.future"],
  },
  {
    name: "a pattern ends in 500",
    on: listBucket,
    respond: changeResponse(
      (response) => ({ ...response, status: 500 }),
      (_, { query }) => query.includes(".regex="),
    ),
    fails: ["guidelines.bucket.operator.regex"],
  },
  {
    name: "a text is compared with numbers",
    on: listBucket,
    respond: ignore(/amount\.gt$/, hasQuery(/carrots/)),
    fails: ["guidelines.bucket.operator.bad-number"],
  },
  {
    name: "a text is compared with date-times",
    on: listBucket,
    respond: ignore(/Date\.gt$/, hasQuery(/carrots/)),
    fails: ["guidelines.bucket.operator.bad-date"],
  },
];

export const queryMutants: readonly Mutant[] = [...fields, ...filters, ...operators];
