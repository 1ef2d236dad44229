/** Mutants for a certificate with transfers, accumulated balances and the history. */
import { kitRules } from "../../src/model/certificate.ts";
import {
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
  withStatus,
} from "./mutant.ts";

const added = ["transferBalance", "accumulatedBalance", "balanceActionHistory"] as const;
const all = `certified.{${added.join(",")}}`;
const lists = ["list{TransferBalance,AccumulatedBalance,BalanceActionHistory}"];
const reads = ["retrieve{TransferBalance,AccumulatedBalance,BalanceActionHistory}"];

const shapes: readonly Mutant[] = [
  {
    name: "lists of a wide certificate respond with 202",
    on: lists,
    respond: withStatus(202),
    fails: [`${all}.list.status`],
  },
  {
    name: "lists of a wide certificate are wrapped in an object",
    on: lists,
    respond: replacing((body) => ({ items: body }), isPlain),
    fails: [`${all}.list.array`],
  },
  {
    name: "lists of a wide certificate are empty",
    on: lists,
    respond: replacing(() => [], isPlain),
    fails: [`${all}.list.not-empty`],
  },
  {
    name: "one resource of a wide certificate responds with 202",
    on: reads,
    respond: withStatus(202),
    fails: [`${all}.retrieve.status`],
  },
  {
    name: "one resource of a wide certificate comes as a list",
    on: reads,
    respond: replacing((body) => [body], isPlain),
    fails: [`${all}.retrieve.{object,has-*}`],
  },
  {
    name: "a read of a wide certificate returns another resource",
    on: reads,
    respond: editing(setting("id", "other"), isPlain),
    fails: [`${all}.retrieve.same-id`],
  },
  {
    name: "an unknown id of a wide certificate responds with 200",
    on: reads,
    respond: changing(
      (response) => ({ ...response, status: 200, text: "{}" }),
      ({ status }) => status === 404,
    ),
    fails: [`${all}.retrieve.unknown`, "certified.transferBalance.delete.gone"],
  },
  {
    name: "a certified transfer responds with 200",
    on: ["createTransferBalance"],
    respond: withStatus(200),
    fails: ["certified.transferBalance.create.status"],
  },
  {
    name: "a certified transfer responds with a list",
    on: ["createTransferBalance"],
    respond: replacing((body) => [body]),
    fails: ["certified.transferBalance.create.{object,has-*}"],
  },
];

const byAttribute: readonly Mutant[] = added.flatMap((resource): readonly Mutant[] => [
  ...kitRules[resource].mandatory.flatMap((attribute) => [
    listLacking(resource, attribute),
    retrieveLacking(resource, attribute),
    ...(resource === "transferBalance" ? [createLacking(resource, attribute)] : []),
  ]),
  ...fieldsMutants(resource),
  ...kitRules[resource].filters.flatMap((attribute) => [
    filterRefused(resource, attribute),
    filterFindsOthers(resource, attribute),
  ]),
]);

/** Names of broken behaviours; only a wide certificate shows them. */
export const wideCertificateMutants: readonly Mutant[] = [...shapes, ...byAttribute].map(
  (mutant) => ({ ...mutant, setup: "wide" }),
);
