/** Everything by name, for servers and tools. Whoever imports this gets all of it. */
import type { components } from "@tmf654/contract";
import { schemas } from "./generated/all.ts";
import {
  adjustBalanceCreateRequest,
  adjustBalanceUpdateRequest,
  eventSubscriptionInputRequest,
  reserveBalanceCreateRequest,
  reserveBalanceUpdateRequest,
  topupBalanceCreateRequest,
  topupBalanceUpdateRequest,
  transferBalanceCreateRequest,
  transferBalanceUpdateRequest,
} from "./requests.ts";
import type { Rule } from "./rules/rule.ts";
import {
  adjustBalanceCreateRules,
  adjustBalanceUpdateRules,
  reserveBalanceCreateRules,
  reserveBalanceUpdateRules,
  topupBalanceCreateRules,
  topupBalanceUpdateRules,
  transferBalanceCreateRules,
  transferBalanceUpdateRules,
} from "./rules/sets.ts";
import { subscriptionRules } from "./rules/subscription.ts";
import type { Validator } from "./runtime/validator.ts";

/** A schema's name in the contract: `TopupBalance_Create`. */
export type SchemaName = keyof components["schemas"];

const byName: ReadonlyMap<string, Validator<unknown>> = new Map(
  schemas.map((one) => [one.schema, one]),
);

type Request = readonly [request: Validator<unknown>, rules: readonly Rule[]];

/** The validators of request bodies, and the rules that they have. */
const requests: readonly Request[] = [
  [adjustBalanceCreateRequest, adjustBalanceCreateRules],
  [adjustBalanceUpdateRequest, adjustBalanceUpdateRules],
  [reserveBalanceCreateRequest, reserveBalanceCreateRules],
  [reserveBalanceUpdateRequest, reserveBalanceUpdateRules],
  [topupBalanceCreateRequest, topupBalanceCreateRules],
  [topupBalanceUpdateRequest, topupBalanceUpdateRules],
  [transferBalanceCreateRequest, transferBalanceCreateRules],
  [transferBalanceUpdateRequest, transferBalanceUpdateRules],
  [eventSubscriptionInputRequest, subscriptionRules],
];

const requestByName: ReadonlyMap<string, Request> = new Map(
  requests.map((one) => [one[0].schema, one]),
);

/** The structure of a schema alone, as the contract has it. */
export const schemaFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  byName.get(name) as Validator<components["schemas"][Name]>;

/** The rules of a request body by its schema's name; none for any other schema. */
export const rulesFor = (name: SchemaName): readonly Rule[] => requestByName.get(name)?.[1] ?? [];

/** The validator of a schema: with its rules where it is the body of a request. */
export const validatorFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  (requestByName.get(name)?.[0] ?? byName.get(name)) as Validator<components["schemas"][Name]>;

/** The names of all schemas, as the contract orders them. */
export const schemaNames = [...byName.keys()] as readonly SchemaName[];
