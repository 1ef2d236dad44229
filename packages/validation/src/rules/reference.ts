import { requireMember, type ValidationRule } from "./rule.ts";

/**
 * An id that is blank, `.` or `..` (encoded or not), or that has a control character or a lone
 * surrogate.
 */
const UNUSABLE_ID = /^(?:\s*|(?:\.|%2e){1,2})$|[\p{Cc}\p{Cs}]/iu;

/** Whether an id can be one segment of a URL path, so that its resource can be retrieved. */
export const isUsableId = (id: string): boolean => !UNUSABLE_ID.test(id);

/** An id becomes a segment of a URL path, where `.` and `..` would lead to another resource. */
const requireUsableId = (at: string): ValidationRule => ({
  code: "idUnusable",
  severity: "error",
  reads: [at],
  at,
  message: "cannot be used in a URL path",
  breaks: ([id]) => typeof id === "string" && !isUsableId(id),
});

const requireUsableIds = (...paths: readonly string[]): readonly ValidationRule[] =>
  paths.map(requireUsableId);

/** Rules for the references of every action. */
export const validReferenceRules: readonly ValidationRule[] = /* @__PURE__ */ requireUsableIds(
  "bucket.id",
  "channel.id",
  "partyAccount.id",
  "requestor.id",
  "logicalResource[].id",
  "product[].id",
  "relatedParty[].id",
);

/** Rules that warn about a requestor without a role or a name. */
export const requestorRules: readonly ValidationRule[] = [
  /* @__PURE__ */ requireMember("requestorIncomplete", "requestor.role", "warning"),
  /* @__PURE__ */ requireMember("requestorIncomplete", "requestor.name", "warning"),
];

export const topupReferenceRules: readonly ValidationRule[] = /* @__PURE__ */ requireUsableIds(
  "paymentMethod.id",
  "balanceTopup.id",
);

export const transferReferenceRules: readonly ValidationRule[] = /* @__PURE__ */ requireUsableIds(
  "receiver.id",
  "receiverBucket.id",
  "receiverLogicalResource.id",
  "receiverProduct.id",
);
