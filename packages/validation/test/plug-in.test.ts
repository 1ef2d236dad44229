/** Form, server and RPC libraries with the validators. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { TopupBalanceCreate } from "@tmf654/contract";
import { topupBalanceCreateRequest, withMessages } from "@tmf654/validation";
import { initTRPC } from "@trpc/server";
import { Hono } from "hono";
import { validator } from "hono/validator";
import { createFormControl } from "react-hook-form";
import { describe, expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";

const valid: TopupBalanceCreate = bodies.TopupBalance_Create;
const wrong: TopupBalanceCreate = {
  ...valid,
  amount: { amount: -1, units: "EUR" },
  bucket: { id: ".." },
  logicalResource: [{ id: "ok" }, { id: "" }],
};

describe("react-hook-form", () => {
  const submit = async (defaultValues: TopupBalanceCreate) => {
    const form = createFormControl<TopupBalanceCreate>({
      defaultValues,
      resolver: standardSchemaResolver(topupBalanceCreateRequest),
    });
    let outcome: unknown = "not called";
    await form.handleSubmit(
      (values) => {
        outcome = { values };
      },
      (errors) => {
        outcome = { errors };
      },
    )();
    return outcome;
  };

  test("gets the values", async () => {
    expect(await submit(valid)).toEqual({ values: valid });
  });

  test("gets every issue at its field, in objects and lists", async () => {
    expect(await submit(wrong)).toMatchObject({
      errors: {
        amount: {
          amount: {
            message:
              "must be greater than 0 (0 only with a voucher, emergency credit or validFor.endDateTime)",
          },
        },
        bucket: { id: { message: "cannot be used in a URL path" } },
        logicalResource: [undefined, { id: { message: "cannot be used in a URL path" } }],
      },
    });
  });
});

test("Hono returns 400 with the issues and accepts a valid body", async () => {
  const app = new Hono().post(
    "/topupBalance",
    validator("json", async (value, c) => {
      const result = await topupBalanceCreateRequest["~standard"].validate(value);
      return result.issues ? c.json(result.issues, 400) : result.value;
    }),
    (c) => c.json({ received: c.req.valid("json").amount.units }, 201),
  );
  const post = (body: unknown) =>
    app.request("/topupBalance", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const refused = await post(wrong);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject([
    { path: ["amount", "amount"], code: "amountNotPositive" },
    { path: ["bucket", "id"], code: "idUnusable" },
    { path: ["logicalResource", 1, "id"], code: "idUnusable" },
  ]);
  const accepted = await post(valid);
  expect([accepted.status, await accepted.json()]).toEqual([201, { received: "EUR" }]);
});

describe("tRPC", () => {
  const t = initTRPC.create();
  const input = withMessages(topupBalanceCreateRequest, { amountNotPositive: "muss positiv sein" });
  const router = t.router({
    topup: t.procedure.input(input).mutation(({ input: { amount } }) => amount.units),
  });
  const caller = t.createCallerFactory(router)({});

  test("passes on the typed input", async () => {
    expect(await caller.topup(valid)).toBe("EUR");
  });

  test("rejects an invalid input with the issues as the cause, in the app's language", async () => {
    const failure = await caller.topup(wrong).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "BAD_REQUEST",
      cause: {
        issues: [
          { message: "muss positiv sein" },
          { path: ["bucket", "id"] },
          { path: ["logicalResource", 1, "id"] },
        ],
      },
    });
  });
});
