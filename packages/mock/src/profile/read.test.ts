import { describe, expect, test } from "vitest";
import { ctk, profiles, reference } from "./built-in.ts";
import { ProfileError } from "./error.ts";
import { readProfile } from "./read.ts";

describe("Profiles: a user adds a profile in a file", () => {
  test.each([...profiles.values()])("$name is a valid profile file", (profile) => {
    expect(readProfile(profile)).toEqual(profile);
  });

  test("missing members come from reference", () => {
    expect(readProfile({ name: "mine" })).toEqual({ ...reference, name: "mine" });
  });

  test("a profile extends a built-in profile; ledger and events are merged member by member", () => {
    const read = readProfile({
      name: "mine",
      extends: "ctk",
      ledger: { refusals: "reject" },
      events: { jitter: 0 },
    });
    expect(read).toEqual({
      ...ctk,
      name: "mine",
      ledger: { ...ctk.ledger, refusals: "reject" },
      events: { ...ctk.events, jitter: 0 },
    });
  });

  test.each<[string, unknown, string[]]>([
    ["is no object", "reference", [""]],
    ["has no name", {}, ["name"]],
    ["has an unknown member", { name: "x", leniency: true }, ["leniency"]],
    ["has an unknown policy", { name: "x", ledger: { refusal: "task" } }, ["ledger.refusal"]],
    ["has a wrong choice", { name: "x", ledger: { refusals: "maybe" } }, ["ledger.refusals"]],
    ["has no language tag", { name: "x", ledger: { locale: "zz-!!" } }, ["ledger.locale"]],
    ["extends what is not built in", { name: "x", extends: "mine" }, ["extends"]],
    ["names an unknown operation", { name: "x", operations: ["listBuckets"] }, ["operations[0]"]],
    [
      "has a negative wait",
      { name: "x", events: { retryDelaysMs: [1, -1] } },
      ["events.retryDelaysMs[1]"],
    ],
    [
      "grants a token a scope that nothing asks for",
      { name: "x", auth: { tokens: { t: { scopes: ["read", "wirte"] } } } },
      ["auth.tokens.t.scopes[1]"],
    ],
    [
      "has many faults",
      { page: { defaultLimit: 0 }, maximumBodyBytes: "1" },
      ["name", "page.defaultLimit", "maximumBodyBytes"],
    ],
    [
      "has a limit without units",
      { name: "x", ledger: { ceilings: { data: { amount: 1 } } } },
      ["ledger.ceilings.data.units"],
    ],
    [
      "limits what no day is summed of",
      {
        name: "x",
        ledger: { limits: { topup: { sms: { perDay: { amount: 9, units: "SMS" } } } } },
      },
      ["ledger.limits.topup.sms.perDay"],
    ],
  ])("a file that %s is refused with a clear error", (_, value, paths) => {
    try {
      readProfile(value);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError);
      expect((error as ProfileError).issues.map(({ path }) => path)).toEqual(paths);
    }
  });
});
