import { missing, type Rule } from "./rule.ts";

/** Blank, `.` or `..`, or with control characters or half a surrogate pair, encoded or not. */
const UNUSABLE = /^(?:\s*|(?:\.|%2e){1,2})$|[\p{Cc}\p{Cs}]/iu;

/** Whether an id can stand as one segment of a URL's path, and so be found again. */
export const isUsableId = (id: string): boolean => !UNUSABLE.test(id);

/** An id becomes one step of a URL's path: `.` and `..` would lead elsewhere, encoded or not. */
const usableId = (at: string): Rule => ({
  code: "idUnusable",
  severity: "error",
  reads: [at],
  at,
  message: "cannot stand in a URL",
  breaks: ([id]) => typeof id === "string" && !isUsableId(id),
});

const usableIds = (...paths: readonly string[]): readonly Rule[] => paths.map(usableId);

/** References that every action may carry. */
export const referenceRules: readonly Rule[] = /* @__PURE__ */ usableIds(
  "bucket.id",
  "channel.id",
  "partyAccount.id",
  "requestor.id",
  "logicalResource[].id",
  "product[].id",
  "relatedParty[].id",
);

/** Whoever asks says in which role, and by which name. */
export const requestorRules: readonly Rule[] = [
  /* @__PURE__ */ missing("requestorIncomplete", "requestor.role", "warning"),
  /* @__PURE__ */ missing("requestorIncomplete", "requestor.name", "warning"),
];

export const topupReferenceRules: readonly Rule[] = /* @__PURE__ */ usableIds(
  "paymentMethod.id",
  "balanceTopup.id",
);

export const transferReferenceRules: readonly Rule[] = /* @__PURE__ */ usableIds(
  "receiver.id",
  "receiverBucket.id",
  "receiverLogicalResource.id",
  "receiverProduct.id",
);
