/** Mutants for the cases of the certificate. */
import { actionNames } from "@tmf654/contract";
import { kitRules } from "../../src/model/certificate.ts";
import {
  alsoFailing,
  createLacking,
  fieldsMutants,
  filterFindsOthers,
  filterRefused,
  listLacking,
  retrieveLacking,
} from "./attributes.ts";
import {
  changing,
  editing,
  isPlain,
  type Mutant,
  replacing,
  setting,
  without,
  withStatus,
} from "./mutant.ts";

/** The lists; `list*` would match the listeners too. */
const lists = ["listBucket", "list*Balance", "listBalanceActionHistory"];

const certified = ["bucket", "topupBalance", "adjustBalance", "reserveBalance"] as const;
const creates = ["topupBalance", "adjustBalance", "reserveBalance"] as const;

/** Other cases that fail when an attribute is missing in a plain list. */
const listNotices: Readonly<Record<string, readonly string[]>> = {
  id: certified.map((resource) => `contract.${resource}.list.ids`),
  href: certified.map((resource) => `contract.${resource}.list.href`),
  status: creates.map((resource) => `contract.${resource}.list.schema`),
};

const retrieveNotices: Readonly<Record<string, readonly string[]>> = {
  id: [
    ...certified.map((resource) => `contract.${resource}.retrieve.as-listed`),
    ...creates.map((resource) => `contract.${resource}.create.retrievable`),
    "guidelines.topupBalance.patch.id",
  ],
  href: certified.map((resource) => `contract.${resource}.retrieve.as-listed`),
  status: creates.map((resource) => `contract.${resource}.retrieve.schema`),
  amount: ["guidelines.topupBalance.patch.{keeps-others,money}"],
};

const createNotices: Readonly<Record<string, readonly string[]>> = {
  amount: creates.flatMap((resource) => [
    `certified.${resource}.create.amount-{number,units}`,
    `contract.${resource}.create.echo`,
  ]),
  status: [
    ...creates.map((resource) => `contract.${resource}.create.schema`),
    "behaviour.reserveBalance.atomic",
  ],
};

/** The patterns of the resource. */
const about = (patterns: readonly string[] = [], resource: string): readonly string[] =>
  patterns.filter((pattern) => pattern.includes(`.${resource}.`));

const missingAttributes: readonly Mutant[] = certified.flatMap((resource) =>
  kitRules[resource].mandatory.flatMap((attribute): readonly Mutant[] => [
    alsoFailing(listLacking(resource, attribute), about(listNotices[attribute], resource)),
    alsoFailing(retrieveLacking(resource, attribute), about(retrieveNotices[attribute], resource)),
  ]),
);

const missingInCreate: readonly Mutant[] = creates.flatMap((resource) =>
  kitRules[resource].mandatory.map((attribute) =>
    alsoFailing(createLacking(resource, attribute), about(createNotices[attribute], resource)),
  ),
);

const queries: readonly Mutant[] = certified.flatMap((resource): readonly Mutant[] => [
  ...fieldsMutants(resource),
  ...kitRules[resource].filters.flatMap((attribute) => [
    alsoFailing(
      filterRefused(resource, attribute),
      attribute === "id" ? [`guidelines.${resource}.filter.no-match`] : [],
    ),
    alsoFailing(filterFindsOthers(resource, attribute), [
      ...(attribute === "id" ? [`guidelines.${resource}.filter.id`] : []),
      ...(attribute === "id" && resource !== "bucket"
        ? [`contract.${resource}.create.listed`]
        : []),
      ...(attribute === "usageType" && resource === "bucket"
        ? ["guidelines.bucket.filter.{usage-type,comma}"]
        : []),
    ]),
  ]),
]);

const all = "{bucket,topupBalance,adjustBalance,reserveBalance}";
const every =
  "{bucket,topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance,balanceActionHistory}";
const actions = `{${actionNames.join(",")}}`;
const made = `{${creates.join(",")}}`;

/** Mutants of the shape of whole responses. */
const shapes: readonly Mutant[] = [
  {
    name: "lists respond with 202",
    on: lists,
    respond: withStatus(202),
    fails: [`certified.${all}.list.status`, `contract.${every}.list.status`],
  },
  {
    name: "lists are wrapped in an object",
    on: lists,
    respond: replacing((body) => ({ items: body }), isPlain),
    fails: [`certified.${all}.list.array`],
  },
  {
    name: "lists are empty",
    on: lists,
    respond: replacing(() => [], isPlain),
    fails: [`certified.${all}.list.not-empty`, `contract.${every}.list.result-count`],
  },
  {
    name: "one resource responds with 202",
    on: ["retrieve*"],
    respond: withStatus(202),
    fails: [
      `certified.${all}.retrieve.status`,
      `contract.${every}.retrieve.status`,
      `contract.${actions}.create.retrievable`,
      "guidelines.topupBalance.patch.id",
    ],
  },
  {
    name: "one resource comes as a list",
    on: ["retrieve{Bucket,TopupBalance,AdjustBalance,ReserveBalance}"],
    respond: replacing((body) => [body], isPlain),
    fails: [
      `certified.${all}.retrieve.object`,
      `certified.${all}.retrieve.has-*`,
      `contract.${all}.retrieve.{schema,as-listed}`,
      `contract.${made}.create.retrievable`,
      `contract.${made}.patch.applied`,
      "guidelines.topupBalance.patch.{id,keeps-others,money}",
    ],
  },
  {
    name: "a read returns another resource",
    on: ["retrieve*"],
    respond: editing(setting("id", "other"), isPlain),
    fails: [
      `certified.${all}.retrieve.same-id`,
      `contract.${every}.retrieve.as-listed`,
      `contract.${actions}.create.retrievable`,
      "guidelines.topupBalance.patch.id",
    ],
  },
  {
    name: "an unknown id responds with 200",
    on: ["retrieve*"],
    respond: changing(
      (response) => ({ ...response, status: 200, text: "{}" }),
      ({ status }) => status === 404,
    ),
    fails: [
      `certified.${all}.retrieve.unknown`,
      `contract.${every}.retrieve.unknown`,
      `contract.${actions}.delete.gone`,
    ],
  },
  {
    name: "a create responds with 200",
    on: ["create*"],
    respond: withStatus(200),
    fails: [
      `certified.${made}.create.status`,
      `contract.${actions}.create.status`,
      "behaviour.reserveBalance.atomic",
    ],
  },
  {
    name: "a create responds with a list",
    on: ["create*"],
    respond: replacing((body) => [body]),
    fails: [
      `certified.${made}.create.{object,has-*,amount-*,bucket,echoes-*}`,
      `contract.${actions}.create.{schema,echo}`,
      "behaviour.reserveBalance.atomic",
    ],
  },
  {
    name: "amounts of creates come as text",
    on: ["create*"],
    respond: editing((body) => ({ ...body, amount: { amount: "1", units: "EUR" } })),
    fails: [
      `certified.${made}.create.amount-number`,
      `contract.${actions}.create.{schema,echo}`,
      "guidelines.topupBalance.patch.{keeps-others,money}",
      "behaviour.history.amount",
    ],
  },
  {
    name: "amounts of creates have no units",
    on: ["create*"],
    respond: editing((body) => ({ ...body, amount: { amount: 1 } })),
    fails: [
      `certified.${made}.create.amount-units`,
      `contract.${actions}.create.echo`,
      "guidelines.topupBalance.patch.{keeps-others,money}",
      "behaviour.history.amount",
    ],
  },
  {
    name: "creates return another bucket",
    on: ["create*"],
    respond: editing(setting("bucket", { id: "other" })),
    fails: [`certified.${made}.create.bucket`, "guidelines.topupBalance.patch.keeps-others"],
  },
  {
    name: "creates lose logicalResource",
    on: ["create*"],
    respond: editing(without("logicalResource")),
    fails: [
      `certified.${made}.create.echoes-logicalResource`,
      "contract.transferBalance.create.schema",
    ],
  },
  {
    name: "creates lose the product",
    on: ["create*"],
    respond: editing(without("product")),
    fails: [`certified.${made}.create.echoes-product`],
  },
];

export const certifiedMutants: readonly Mutant[] = [
  ...missingAttributes,
  ...missingInCreate,
  ...queries,
  ...shapes,
];
