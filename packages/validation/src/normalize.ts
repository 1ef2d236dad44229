/** The conversion of real servers' messages into the shape of the contract, with every change. */
export type { NormalizeChange, NormalizeChangeKind } from "./normalize/change.ts";
export {
  type Dialect,
  june2020,
  type MemberAlias,
  published,
  type UnitAlias,
} from "./normalize/dialect.ts";
export { normalizeError } from "./normalize/errors.ts";
export { normalizeList } from "./normalize/lists.ts";
export { type NormalizeOptions, type NormalizeResult, normalize } from "./normalize/normalize.ts";
