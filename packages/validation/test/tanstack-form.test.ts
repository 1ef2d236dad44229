/**
 * TanStack Form takes Standard Schemas since version 1. Its package once published an early
 * version as 4.0.2, which npm still calls the latest; that one knows no schemas at all.
 */
import * as formCore from "@tanstack/form-core";
import { topupBalanceCreateRequest } from "@tmf654/validation";
import { expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";

type Field = { mount(): void; state: { meta: { errors: readonly unknown[] } } };
type Form = { mount(): void; handleSubmit(): Promise<void>; state: { canSubmit: boolean } };

/** The part of version 1 that is used here, as the types of 4.0.2 are in the way. */
type FormOne = {
  readonly FormApi: new (options: object) => Form;
  readonly FieldApi: new (options: object) => Field;
};

const { FormApi, FieldApi } = formCore as unknown as FormOne;

const wrong = {
  ...bodies.TopupBalance_Create,
  amount: { amount: -1, units: "EUR" },
  logicalResource: [{ id: "ok" }, { id: "" }],
};

test("TanStack Form shows the issues at their fields and none at the others", async () => {
  const validators = { onChange: topupBalanceCreateRequest };
  const form = new FormApi({ defaultValues: wrong, validators });
  if (typeof form.mount !== "function") {
    console.warn("Not run: the installed @tanstack/form-core is not version 1.");
    return;
  }
  form.mount();
  const [amount, resource, fine] = ["amount.amount", "logicalResource[1].id", "usageType"].map(
    (name) => {
      const field = new FieldApi({ form, name });
      field.mount();
      return field;
    },
  );
  await form.handleSubmit();
  expect(amount?.state.meta.errors).toMatchObject([{ code: "amountNotPositive" }]);
  expect(resource?.state.meta.errors).toMatchObject([{ code: "idUnusable" }]);
  expect(fine?.state.meta.errors).toEqual([]);
  expect(form.state.canSubmit).toBe(false);
});
