/**
 * All validators by schema name, for servers and tools. An import of this entry loads all
 * validators.
 */
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
import type { ValidationRule } from "./rules/rule.ts";
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

/** The name of a schema in the contract, such as `TopupBalance_Create`. */
export type SchemaName = keyof components["schemas"];

const validatorByName: ReadonlyMap<string, Validator<unknown>> = new Map(
  schemas.map((one) => [one.schema, one]),
);

type RequestEntry = readonly [request: Validator<unknown>, rules: readonly ValidationRule[]];

/** The validators of request bodies, each with its rules. */
const requestEntries: readonly RequestEntry[] = [
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

const requestByName: ReadonlyMap<string, RequestEntry> = new Map(
  requestEntries.map((one) => [one[0].schema, one]),
);

/** Returns the validator of a schema without rules. */
export const schemaFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  validatorByName.get(name) as Validator<components["schemas"][Name]>;

/** Returns the rules of a request body by its schema name; none for other schemas. */
export const rulesFor = (name: SchemaName): readonly ValidationRule[] =>
  requestByName.get(name)?.[1] ?? [];

/** Returns the validator of a schema; with rules when the schema is a request body. */
export const validatorFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  (requestByName.get(name)?.[0] ?? validatorByName.get(name)) as Validator<
    components["schemas"][Name]
  >;

/** The names of all schemas, in the order of the contract. */
export const schemaNames = [...validatorByName.keys()] as readonly SchemaName[];
