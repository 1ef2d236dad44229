import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { help } from "./flags.ts";

test("listens on port 4010 of the loopback address by default", () => {
  expect(readArguments([], {})).toMatchObject({ port: 4010, host: "127.0.0.1", tenants: false });
});

test.each<[string[], string | undefined, number]>([
  [[], "4011", 4011],
  [["--port", "4012"], "4011", 4012],
  [["--port=0"], undefined, 0],
  [[], "", 4010],
])("%j with PORT %s listens on %i", (args, PORT, port) => {
  expect(readArguments(args, { PORT })).toMatchObject({ port });
});

test("reads every flag, and --help lists it", () => {
  const args = [
    ["--host", "0.0.0.0"],
    ["--profile", "ctk"],
    ["--scenario", "low-balance,busy-history"],
    ["--seed", "7"],
    ["--clock", "2026-03-01T00:00:00Z"],
    ["--tenants"],
    ["--max-tenants", "7"],
    ["--control-token", "t"],
    ["--max-actions", "500"],
    ["--strict"],
    ["--log", "json"],
  ];
  expect(readArguments(args.flat(), {})).toEqual({
    port: 4010,
    host: "0.0.0.0",
    profile: "ctk",
    scenario: "low-balance,busy-history",
    seed: "7",
    clock: "2026-03-01T00:00:00Z",
    tenants: true,
    maxTenants: 7,
    controlToken: "t",
    maxActions: 500,
    strict: true,
    log: "json",
    quiet: false,
  });
  expect(readArguments(["--quiet"], {})).toMatchObject({ quiet: true, log: "off" });
  for (const [flag = ""] of [...args, ["--quiet"]]) expect(help).toContain(flag);
});

test.each([
  [["--prot", "1"], "'--prot'; did you mean --port?"],
  [["--proflie", "ctk"], "did you mean --profile?"],
  [["--profil", "ctk"], "did you mean --profile"],
  [["--log", "xml"], "pretty, json, off"],
  [["--port", "many"], "many"],
  [["--port", "70000"], "70000"],
  [["--max-actions", "0"], "--max-actions"],
  [["--max-tenants", "many"], "--max-tenants"],
  [["--host", ""], "--host"],
  [["--host= "], "--host"],
  [["extra"], "extra"],
])("%j is an error in one line that names %s", (args, named) => {
  const result = readArguments(args, {});
  const { error = "" } = "error" in result ? result : {};
  expect(error).toContain(named);
  expect(error).not.toContain("\n");
});
