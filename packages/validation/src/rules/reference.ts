import { type Rule, rule } from "./rule.ts";

/** Blank, `.` or `..`, or with control characters or half a surrogate pair, encoded or not. */
const UNUSABLE = /^(?:\s*|\.\.?)$|[\p{Cc}\p{Cs}]/u;

/** An id becomes one step of a URL's path: `.` and `..` would lead elsewhere, encoded or not. */
const usableId = (at: string): Rule => ({
  code: "idUnusable",
  severity: "error",
  reads: [at],
  at,
  message: "cannot stand in a URL",
  breaks: ([id]) => typeof id === "string" && UNUSABLE.test(id),
});

const described = (reads: "requestor.role" | "requestor.name"): Rule =>
  rule({
    code: "requestorIncomplete",
    severity: "warning",
    reads: [reads],
    within: "requestor",
    message: "is missing",
    breaks: ([text]) => text === undefined,
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
  /* @__PURE__ */ described("requestor.role"),
  /* @__PURE__ */ described("requestor.name"),
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
