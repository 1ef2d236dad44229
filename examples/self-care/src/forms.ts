/** The contract's validators with the operator's limits and texts, for the forms. */
import {
  defineRule,
  minorUnitsOnly,
  topupBalanceCreateRequest,
  transferBalanceCreateRequest,
  withMessages,
  withRules,
} from "@tmf654/validation";
import { offerIn } from "./operator.ts";
import type { Text } from "./text/text.tsx";

/** The limits of the operator in a currency. */
function limitsIn(units: string, { amount }: Text) {
  const { least, most } = offerIn(units);
  return defineRule({
    code: "outsideLimits",
    reads: ["amount.amount"],
    message: "must be from {least} to {most}",
    breaks: ([value]) =>
      value !== undefined &&
      value > 0 &&
      (value < least || value > most) && {
        least: amount({ amount: least, units }),
        most: amount({ amount: most, units }),
      },
  });
}

const wholeCode = defineRule({
  code: "codeTooShort",
  reads: ["voucher"],
  message: "is too short",
  breaks: ([code]) => (code ?? "").replace(/[\s-]/g, "").length < 6,
});

/** The validator of a top-up by card, in the language of the customer. */
export const cardForm = (units: string, text: Text) =>
  withMessages(
    withRules(topupBalanceCreateRequest, [minorUnitsOnly, limitsIn(units, text)]),
    text.t.fields,
  );

/** The validator of a top-up by voucher. */
export const voucherForm = ({ t }: Text) =>
  withMessages(withRules(topupBalanceCreateRequest, [wholeCode]), t.fields);

/** The validator of a transfer. */
export const transferForm = ({ t }: Text) =>
  withMessages(withRules(transferBalanceCreateRequest, [minorUnitsOnly]), t.fields);

/**
 * Reads an amount as a person types it: `12,50` or `12.50`. Other text stays as it is, so that the
 * validator reports it.
 */
export function readAmount(typed: unknown): unknown {
  if (typeof typed !== "string") return typed;
  const text = typed.trim().replace(",", ".");
  if (text === "") return undefined;
  return /^-?\d*\.?\d+$/.test(text) ? Number(text) : text;
}
