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

/** The schemas of request bodies, which have rules too. */
const requests = {
  AdjustBalance_Create: adjustBalanceCreateRequest,
  AdjustBalance_Update: adjustBalanceUpdateRequest,
  ReserveBalance_Create: reserveBalanceCreateRequest,
  ReserveBalance_Update: reserveBalanceUpdateRequest,
  TopupBalance_Create: topupBalanceCreateRequest,
  TopupBalance_Update: topupBalanceUpdateRequest,
  TransferBalance_Create: transferBalanceCreateRequest,
  TransferBalance_Update: transferBalanceUpdateRequest,
  EventSubscriptionInput: eventSubscriptionInputRequest,
} as const;

const rules: { readonly [Name in keyof typeof requests]: readonly Rule[] } = {
  AdjustBalance_Create: adjustBalanceCreateRules,
  AdjustBalance_Update: adjustBalanceUpdateRules,
  ReserveBalance_Create: reserveBalanceCreateRules,
  ReserveBalance_Update: reserveBalanceUpdateRules,
  TopupBalance_Create: topupBalanceCreateRules,
  TopupBalance_Update: topupBalanceUpdateRules,
  TransferBalance_Create: transferBalanceCreateRules,
  TransferBalance_Update: transferBalanceUpdateRules,
  EventSubscriptionInput: subscriptionRules,
};

const isRequest = (name: string): name is keyof typeof requests => Object.hasOwn(requests, name);

/** The structure of a schema alone, as the contract has it. */
export const schemaFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  schemas[name] as Validator<unknown> as Validator<components["schemas"][Name]>;

/** The rules of a request body by its schema's name; none for any other schema. */
export const rulesFor = (name: SchemaName): readonly Rule[] => (isRequest(name) ? rules[name] : []);

/** The validator of a schema: with its rules where it is the body of a request. */
export const validatorFor = <Name extends SchemaName>(
  name: Name,
): Validator<components["schemas"][Name]> =>
  isRequest(name)
    ? (requests[name] as Validator<unknown> as Validator<components["schemas"][Name]>)
    : schemaFor(name);

/** The names of all schemas, as the contract orders them. */
export const schemaNames = Object.keys(schemas) as readonly SchemaName[];
