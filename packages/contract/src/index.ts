export type {
  OpenApiDocument,
  OpenApiNode,
  OpenApiOperation,
  OpenApiPathItem,
} from "./document.ts";
export {
  actionStatusTypeValues,
  adjustTypeValues,
  bucketStatusTypeValues,
  costOwnerTypeValues,
  recurringPeriodTypeValues,
  usageTypeValues,
} from "./generated/enums.ts";
export type * from "./generated/models.ts";
export { operations } from "./generated/operations.ts";
export type { components, operations as OperationTypes, paths } from "./generated/types.ts";
