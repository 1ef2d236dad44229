export type * from "./generated/models.ts";
export type { components, operations as OperationTypes, paths } from "./generated/types.ts";
export {
  actionStatusTypeValues,
  adjustTypeValues,
  bucketStatusTypeValues,
  costOwnerTypeValues,
  recurringPeriodTypeValues,
  usageTypeValues,
} from "./generated/enums.ts";
export { operations } from "./generated/operations.ts";
