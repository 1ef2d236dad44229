import { FieldApi, FormApi } from "@tanstack/form-core";
import type { TopupBalanceCreate } from "@tmf654/contract";
import { topupBalanceCreateRequest } from "@tmf654/validation";
import { expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";

const wrong: TopupBalanceCreate = {
  ...bodies.TopupBalance_Create,
  amount: { amount: -1, units: "EUR" },
  logicalResource: [{ id: "ok" }, { id: "" }],
};

test("TanStack Form shows each issue at its field", async () => {
  const form = new FormApi({
    defaultValues: wrong,
    validators: { onChange: topupBalanceCreateRequest },
  });
  form.mount();
  const [amount, resource, fine] = (
    ["amount.amount", "logicalResource[1].id", "usageType"] as const
  ).map((name) => {
    const field = new FieldApi({ form, name });
    field.mount();
    return field;
  });
  await form.handleSubmit();
  expect(amount?.state.meta.errors).toMatchObject([{ code: "amountNotPositive" }]);
  expect(resource?.state.meta.errors).toMatchObject([{ code: "idUnusable" }]);
  expect(fine?.state.meta.errors).toEqual([]);
  expect(form.state.canSubmit).toBe(false);
});
