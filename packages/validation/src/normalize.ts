/** Reads what operators really send as what the contract says, and tells what it changed. */
export type { Change, ChangeKind } from "./normalize/change.ts";
export {
  type Dialect,
  june2020,
  type MemberWord,
  published,
  type UnitWord,
} from "./normalize/dialect.ts";
export { normalizeError } from "./normalize/errors.ts";
export { normalizeList } from "./normalize/lists.ts";
export { type Normalized, type NormalizeOptions, normalize } from "./normalize/normalize.ts";
