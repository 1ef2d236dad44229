import { expect, test } from "vitest";
import { createSigningKey } from "./keys.ts";
import { createOwnTokens } from "./tokens.ts";

test("of more than 10,000 tokens that ended early, the oldest is forgotten", async () => {
  const tokens = createOwnTokens(await createSigningKey(), () => 0);
  const endOf = (id: number) =>
    tokens.endOf({ id: `${id}`, client: "c", scopes: [], audience: "a", grant: "none" });
  for (let id = 0; id < 10_000; id += 1) tokens.end(`${id}`, "revoked");
  expect([endOf(0), endOf(9999)]).toEqual(["revoked", "revoked"]);
  tokens.end("10000", "expired");
  expect([endOf(0), endOf(1), endOf(10_000)]).toEqual([undefined, "revoked", "expired"]);
});
