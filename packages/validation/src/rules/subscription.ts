import type { EventSubscriptionInput } from "@tmf654/contract";
import { type Rule, ruleFor } from "./rule.ts";

/** Events are POSTed to the callback, so it is an absolute HTTP address without a fragment. */
export const subscriptionRules: readonly Rule[] = [
  /* @__PURE__ */ ruleFor<EventSubscriptionInput>()({
    code: "callbackUnusable",
    reads: ["callback"],
    message: "must be an absolute http or https URL",
    breaks: ([callback]) =>
      callback !== undefined && !/^https?:\/\/[^\s/?#]+(?:[/?][^\s#]*)?$/i.test(callback),
  }),
];
