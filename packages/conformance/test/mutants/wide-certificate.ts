/** Mutants for a certificate with transfers, accumulated balances and the history. */
import { kitRules } from "../../src/model/certificate.ts";
import {
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
  setMember,
} from "./mutant.ts";

const addedResources = ["transferBalance", "accumulatedBalance", "balanceActionHistory"] as const;
const all = `certified.{${addedResources.join(",")}}`;
const lists = ["list{TransferBalance,AccumulatedBalance,BalanceActionHistory}"];
const reads = ["retrieve{TransferBalance,AccumulatedBalance,BalanceActionHistory}"];

const shapes: readonly Mutant[] = [
  {
    name: "lists of an extended certificate respond with 202",
    on: lists,
    respond: changeStatus(202),
    fails: [`${all}.list.status`],
  },
  {
    name: "lists of an extended certificate are wrapped in an object",
    on: lists,
    respond: editBody((body) => ({ items: body }), isPlain),
    fails: [`${all}.list.array`],
  },
  {
    name: "lists of an extended certificate are empty",
    on: lists,
    respond: editBody(() => [], isPlain),
    fails: [`${all}.list.not-empty`],
  },
  {
    name: "one resource of an extended certificate responds with 202",
    on: reads,
    respond: changeStatus(202),
    fails: [`${all}.retrieve.status`],
  },
  {
    name: "one resource of an extended certificate comes as a list",
    on: reads,
    respond: editBody((body) => [body], isPlain),
    fails: [`${all}.retrieve.{object,has-*}`],
  },
  {
    name: "a read of an extended certificate returns another resource",
    on: reads,
    respond: editElements(setMember("id", "other"), isPlain),
    fails: [`${all}.retrieve.same-id`],
  },
  {
    name: "an unknown id of an extended certificate responds with 200",
    on: reads,
    respond: changeResponse(
      (response) => ({ ...response, status: 200, text: "{}" }),
      ({ status }) => status === 404,
    ),
    fails: [`${all}.retrieve.unknown`, "certified.transferBalance.delete.gone"],
  },
  {
    name: "a certified transfer responds with 200",
    on: ["createTransferBalance"],
    respond: changeStatus(200),
    fails: ["certified.transferBalance.create.status"],
  },
  {
    name: "a certified transfer responds with a list",
    on: ["createTransferBalance"],
    respond: editBody((body) => [body]),
    fails: ["certified.transferBalance.create.{object,has-*}"],
  },
];

const byAttribute: readonly Mutant[] = addedResources.flatMap((resource): readonly Mutant[] => [
  ...kitRules[resource].mandatory.flatMap((attribute) => [
    listMutant(resource, attribute),
    retrieveMutant(resource, attribute),
    ...(resource === "transferBalance" ? [mutantOfCreate(resource, attribute)] : []),
  ]),
  ...fieldsMutants(resource),
  ...kitRules[resource].filters.flatMap((attribute) => [
    filterStatusMutant(resource, attribute),
    filterValueMutant(resource, attribute),
  ]),
]);

/** Names of broken behaviours; only an extended certificate shows them. */
export const wideCertificateMutants: readonly Mutant[] = [...shapes, ...byAttribute].map(
  (mutant) => ({ ...mutant, setup: "wide" }),
);
