/** Mutants for the cases of the certificate. */
import { actionNames } from "@tmf654/contract";
import { kitRules } from "../../src/model/certificate.ts";
import {
  addFailures,
  fieldsMutants,
  filterStatusMutant,
  filterValueMutant,
  listMutant,
  mutantOfCreate,
  retrieveMutant,
} from "./attributes.ts";
import {
  changeResponse,
  changeStatus,
  editBody,
  editElements,
  isPlain,
  type Mutant,
  removeMember,
  setMember,
} from "./mutant.ts";

/** The lists; `list*` would match the listeners too. */
const lists = ["listBucket", "list*Balance", "listBalanceActionHistory"];

const certified = ["bucket", "topupBalance", "adjustBalance", "reserveBalance"] as const;
const creates = ["topupBalance", "adjustBalance", "reserveBalance"] as const;

/** Other cases that fail when an attribute is missing in a plain list. */
const alsoFailingLists: Readonly<Record<string, readonly string[]>> = {
  id: certified.map((resource) => `contract.${resource}.list.ids`),
  href: certified.map((resource) => `contract.${resource}.list.href`),
  status: creates.map((resource) => `contract.${resource}.list.schema`),
};

const alsoFailingReads: Readonly<Record<string, readonly string[]>> = {
  id: [
    ...certified.map((resource) => `contract.${resource}.retrieve.as-listed`),
    ...creates.map((resource) => `contract.${resource}.create.retrievable`),
    "guidelines.topupBalance.patch.id",
  ],
  href: certified.map((resource) => `contract.${resource}.retrieve.as-listed`),
  status: creates.map((resource) => `contract.${resource}.retrieve.schema`),
  amount: ["guidelines.topupBalance.patch.{keeps-others,money}"],
};

const alsoFailingCreates: Readonly<Record<string, readonly string[]>> = {
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
const patternsOf = (patterns: readonly string[] = [], resource: string): readonly string[] =>
  patterns.filter((pattern) => pattern.includes(`.${resource}.`));

const missingAttributes: readonly Mutant[] = certified.flatMap((resource) =>
  kitRules[resource].mandatory.flatMap((attribute): readonly Mutant[] => [
    addFailures(listMutant(resource, attribute), patternsOf(alsoFailingLists[attribute], resource)),
    addFailures(
      retrieveMutant(resource, attribute),
      patternsOf(alsoFailingReads[attribute], resource),
    ),
  ]),
);

const missingInCreate: readonly Mutant[] = creates.flatMap((resource) =>
  kitRules[resource].mandatory.map((attribute) =>
    addFailures(
      mutantOfCreate(resource, attribute),
      patternsOf(alsoFailingCreates[attribute], resource),
    ),
  ),
);

const queries: readonly Mutant[] = certified.flatMap((resource): readonly Mutant[] => [
  ...fieldsMutants(resource),
  ...kitRules[resource].filters.flatMap((attribute) => [
    addFailures(
      filterStatusMutant(resource, attribute),
      attribute === "id" ? [`guidelines.${resource}.filter.no-match`] : [],
    ),
    addFailures(filterValueMutant(resource, attribute), [
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

const certifiedNames = "{bucket,topupBalance,adjustBalance,reserveBalance}";
const every =
  "{bucket,topupBalance,adjustBalance,transferBalance,reserveBalance,accumulatedBalance,balanceActionHistory}";
const actions = `{${actionNames.join(",")}}`;
const createdNames = `{${creates.join(",")}}`;

/** Mutants of the shape of whole responses. */
const shapes: readonly Mutant[] = [
  {
    name: "lists respond with 202",
    on: lists,
    respond: changeStatus(202),
    fails: [`certified.${certifiedNames}.list.status`, `contract.${every}.list.status`],
  },
  {
    name: "lists are wrapped in an object",
    on: lists,
    respond: editBody((body) => ({ items: body }), isPlain),
    fails: [`certified.${certifiedNames}.list.array`],
  },
  {
    name: "lists are empty",
    on: lists,
    respond: editBody(() => [], isPlain),
    fails: [`certified.${certifiedNames}.list.not-empty`, `contract.${every}.list.result-count`],
  },
  {
    name: "one resource responds with 202",
    on: ["retrieve*"],
    respond: changeStatus(202),
    fails: [
      `certified.${certifiedNames}.retrieve.status`,
      `contract.${every}.retrieve.status`,
      `contract.${actions}.create.retrievable`,
      "guidelines.topupBalance.patch.id",
    ],
  },
  {
    name: "one resource comes as a list",
    on: ["retrieve{Bucket,TopupBalance,AdjustBalance,ReserveBalance}"],
    respond: editBody((body) => [body], isPlain),
    fails: [
      `certified.${certifiedNames}.retrieve.object`,
      `certified.${certifiedNames}.retrieve.has-*`,
      `contract.${certifiedNames}.retrieve.{schema,as-listed}`,
      `contract.${createdNames}.create.retrievable`,
      `contract.${createdNames}.patch.applied`,
      "guidelines.topupBalance.patch.{id,keeps-others,money}",
    ],
  },
  {
    name: "a read returns another resource",
    on: ["retrieve*"],
    respond: editElements(setMember("id", "other"), isPlain),
    fails: [
      `certified.${certifiedNames}.retrieve.same-id`,
      `contract.${every}.retrieve.as-listed`,
      `contract.${actions}.create.retrievable`,
      "guidelines.topupBalance.patch.id",
    ],
  },
  {
    name: "an unknown id responds with 200",
    on: ["retrieve*"],
    respond: changeResponse(
      (response) => ({ ...response, status: 200, text: "{}" }),
      ({ status }) => status === 404,
    ),
    fails: [
      `certified.${certifiedNames}.retrieve.unknown`,
      `contract.${every}.retrieve.unknown`,
      `contract.${actions}.delete.gone`,
    ],
  },
  {
    name: "a create responds with 200",
    on: ["create*"],
    respond: changeStatus(200),
    fails: [
      `certified.${createdNames}.create.status`,
      `contract.${actions}.create.status`,
      "behaviour.reserveBalance.atomic",
    ],
  },
  {
    name: "a create responds with a list",
    on: ["create*"],
    respond: editBody((body) => [body]),
    fails: [
      `certified.${createdNames}.create.{object,has-*,amount-*,bucket,echoes-*}`,
      `contract.${actions}.create.{schema,echo}`,
      "behaviour.reserveBalance.atomic",
    ],
  },
  {
    name: "amounts of creates come as text",
    on: ["create*"],
    respond: editElements((body) => ({ ...body, amount: { amount: "1", units: "EUR" } })),
    fails: [
      `certified.${createdNames}.create.amount-number`,
      `contract.${actions}.create.{schema,echo}`,
      "guidelines.topupBalance.patch.{keeps-others,money}",
      "behaviour.history.amount",
    ],
  },
  {
    name: "amounts of creates have no units",
    on: ["create*"],
    respond: editElements((body) => ({ ...body, amount: { amount: 1 } })),
    fails: [
      `certified.${createdNames}.create.amount-units`,
      `contract.${actions}.create.echo`,
      "guidelines.topupBalance.patch.{keeps-others,money}",
      "behaviour.history.amount",
    ],
  },
  {
    name: "creates return another bucket",
    on: ["create*"],
    respond: editElements(setMember("bucket", { id: "other" })),
    fails: [
      `certified.${createdNames}.create.bucket`,
      "guidelines.topupBalance.patch.keeps-others",
    ],
  },
  {
    name: "creates lose logicalResource",
    on: ["create*"],
    respond: editElements(removeMember("logicalResource")),
    fails: [
      `certified.${createdNames}.create.echoes-logicalResource`,
      "contract.transferBalance.create.schema",
    ],
  },
  {
    name: "creates lose the product",
    on: ["create*"],
    respond: editElements(removeMember("product")),
    fails: [`certified.${createdNames}.create.echoes-product`],
  },
];

export const certifiedMutants: readonly Mutant[] = [
  ...missingAttributes,
  ...missingInCreate,
  ...queries,
  ...shapes,
];
