import type { EventSubscriptionInput } from "@tmf654/contract";
import { defineRuleFor, type ValidationRule } from "./rule.ts";

/** Rules of `EventSubscriptionInput`: the server POSTs events to the callback. */
export const subscriptionRules: readonly ValidationRule[] = [
  /* @__PURE__ */ defineRuleFor<EventSubscriptionInput>()({
    code: "callbackUnusable",
    reads: ["callback"],
    message: "must be an absolute http or https URL",
    breaks: ([callback]) =>
      callback !== undefined && !/^https?:\/\/[^\s/?#]+(?:[/?][^\s#]*)?$/i.test(callback),
  }),
];
