/** The command in its own process, against a mock server of each test. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { readOrder } from "../src/order.ts";

const root = join(import.meta.dirname, "..");
const ANA = "34600000101";
const MAIN = ["--bucket", "ana-main", "--ticket", "C-1", "--reason", "late delivery"] as const;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Desk {
  readonly mock: Mock;
  /** Runs the command without a question. */
  readonly desk: (...args: readonly string[]) => Promise<Run>;
  /** Runs the command with this input at its question. */
  readonly deskWith: (input: string, ...args: readonly string[]) => Promise<Run>;
}

const balance = (mock: Mock, id = "ana-main") => mock.get("bucket", id)?.remainingValueName;
const idIn = ({ out }: Run) => /record +(\S+),/.exec(out)?.[1] ?? "";

function withDesk(title: string, body: (desk: Desk) => Promise<void>, options?: MockOptions) {
  test(title, async () => {
    const mock = createMock(options);
    const server = await serve(mock);
    const env = { ...process.env, TMF654_URL: `${server.url}${mock.basePath}` };
    const deskWith = (input: string, ...args: readonly string[]) =>
      run(["desk.ts", ...args], env, input);
    try {
      await body({ mock, deskWith, desk: (...args) => deskWith("", ...args, "--yes") });
    } finally {
      await server.close();
      await mock.close();
    }
  });
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<Run> {
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    cwd: root,
    env,
    timeout: 60_000,
  });
  const text = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (text.out += chunk));
  child.stderr.on("data", (chunk) => (text.err += chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...text }));
  });
}

/** The mock executes the next credit, and its response is lost. */
function loseResponse(mock: Mock, times = 1): void {
  const match = { operation: "createAdjustBalance" } as const;
  mock.faults.add({ match, when: "after", fault: { kind: "drop" }, times });
}

describe("the desk", { concurrency: 4 }, () => {
  withDesk("finds a customer by number, and shows all balances", async ({ desk }) => {
    const found = await desk("find", ANA);
    assert.equal(found.code, 0);
    assert.match(found.out, /^Ana Martín, 34600000101$/m);
    assert.match(found.out, /^ana-main +Main balance +€25\.50 +active/m);
    assert.match(found.out, /^ana-data +Monthly data +7\.25 GB/m);
    const unknown = await desk("find", "999");
    assert.deepEqual(unknown, {
      code: 1,
      out: "",
      err: "desk: 999: no customer has this number; check its digits\n",
    });
  });

  withDesk("credits and debits with a receipt for each", async ({ mock, desk }) => {
    const credit = await desk("credit", ANA, "5", "EUR", ...MAIN);
    assert.equal(credit.code, 0, credit.err);
    assert.match(credit.out, /^Goodwill credit\n/);
    assert.match(credit.out, /balance +€25\.50 -> €30\.50\n {2}case +C-1: late delivery\n/);
    assert.match(credit.out, /record +\S+, completed\n {2}proof +the response\n/);
    assert.equal(balance(mock), "€30.50");
    const debit = await desk("debit", ANA, "0.75", "EUR", ...MAIN);
    assert.match(
      debit.out,
      /^Debit correction\n[\s\S]*amount +-€0\.75\n +balance +€30\.50 -> €29\.75\n/,
    );
    assert.equal(balance(mock), "€29.75");
    const record = mock.get("adjustBalance", idIn(debit));
    assert.equal(record?.reason, "late delivery");
    assert.equal(record?.description, "case C-1");
  });

  withDesk("a refused debit moves nothing, and gives the reason", async ({ mock, desk }) => {
    const { code, out, err } = await desk("debit", ANA, "500", "EUR", ...MAIN);
    assert.equal(code, 1);
    assert.equal(out, "");
    assert.match(err, /insufficientBalance .*€500\.00 needed, €25\.50 available/);
    assert.equal(balance(mock), "€25.50");
  });

  withDesk("reserves, consumes a part, and releases", async ({ mock, desk }) => {
    const first = await desk("reserve", ANA, "8", "EUR", ...MAIN, "--minutes", "5");
    assert.match(first.out, /reserved +€0\.00 -> €8\.00\n[\s\S]*record +\S+, created\n/);
    const spent = await desk("consume", idIn(first), "3", "EUR", ...MAIN.slice(2));
    assert.match(spent.out, /^Consumed reservation\n[\s\S]*amount +€3\.00\n/);
    assert.match(spent.out, /balance +€17\.50 -> €22\.50\n +reserved +€8\.00 -> €0\.00\n/);
    assert.doesNotMatch(spent.out, /note/);
    assert.equal(balance(mock), "€22.50");
    const second = await desk("reserve", ANA, "2", "EUR", ...MAIN);
    const released = await desk("release", idIn(second), ...MAIN.slice(2));
    assert.match(released.out, /^Released reservation\n[\s\S]*balance +€20\.50 -> €22\.50\n/);
    assert.equal(balance(mock), "€22.50");
  });

  withDesk(
    "says until when a server without PATCH and DELETE keeps the reservation",
    async ({ mock, desk }) => {
      const held = await desk("reserve", ANA, "8", "EUR", ...MAIN);
      const spent = await desk("consume", idIn(held), "3", "EUR", ...MAIN.slice(2));
      assert.match(spent.out, /balance +€17\.50 -> €14\.50\n +reserved +€8\.00 -> €8\.00\n/);
      assert.match(spent.out, /note +this server cannot end it: reserved until 2\d{3}-/);
      assert.equal(balance(mock), "€14.50");
    },
    { profile: "certified" },
  );

  withDesk("asks before it moves money", async ({ mock, deskWith }) => {
    const order = ["credit", ANA, "5", "EUR", ...MAIN];
    for (const input of ["n\n", "", "\n"]) {
      const { code, out, err } = await deskWith(input, ...order);
      assert.match(err, /Goodwill credit of €5\.00, Ana Martín, bucket ana-main, case C-1/);
      assert.match(err, /not confirmed, so nothing was sent/);
      assert.deepEqual([code, out], [1, ""]);
    }
    assert.equal(balance(mock), "€25.50");
    assert.equal((await deskWith("y\n", ...order)).code, 0);
    assert.equal(balance(mock), "€30.50");
  });

  withDesk("reads the outcome after a lost response", async ({ mock, desk }) => {
    loseResponse(mock);
    const { code, out } = await desk("credit", ANA, "5", "EUR", ...MAIN);
    assert.equal(code, 0);
    assert.match(out, /balance +€25\.50 -> €30\.50\n/);
    assert.match(out, /proof +read from the server, because the response was lost\n/);
    assert.equal(balance(mock), "€30.50");
  });

  withDesk("with keys, sends a lost credit again, and it moves once", async ({ mock, desk }) => {
    loseResponse(mock);
    const first = await desk("credit", ANA, "5", "EUR", ...MAIN, "--keys");
    assert.match(first.out, /proof +the response to attempt 2\n/);
    assert.equal(balance(mock), "€30.50");
    const again = await desk("credit", ANA, "5", "EUR", ...MAIN, "--keys");
    assert.equal(again.code, 0);
    assert.equal(idIn(again), idIn(first));
    assert.equal(balance(mock), "€30.50");
  });

  withDesk("says that the outcome is unknown if reading fails too", async ({ mock, desk }) => {
    loseResponse(mock);
    mock.faults.add({ match: { operation: "listAdjustBalance" }, fault: { kind: "status" } });
    const { code, out, err } = await desk("credit", ANA, "5", "EUR", ...MAIN);
    assert.deepEqual([code, out], [3, ""]);
    assert.match(err, /the response was lost, and reading failed too/);
  });

  withDesk("never guesses the bucket", async ({ mock, desk }) => {
    const order = ["--ticket", "C-1", "--reason", "x"];
    const several = await desk("credit", ANA, "5", "EUR", ...order);
    assert.match(several.err, /several buckets: name one with --bucket \(ana-main, ana-bonus\)/);
    const other = await desk("credit", ANA, "5", "EUR", ...order, "--bucket", "ana-data");
    assert.match(other.err, /€5\.00: the bucket ana-data does not have this unit/);
    assert.deepEqual([several.code, other.code, balance(mock)], [1, 1, "€25.50"]);
  });

  test("wrong arguments send nothing, and name the argument", async () => {
    const record = ["--ticket", "C-1", "--reason", "x"];
    const rows: readonly (readonly [RegExp, ...(readonly string[])])[] = [
      [/"0 EUR" is not an amount above 0/, "credit", ANA, "0", "EUR", ...record],
      [/"5 EUR more" is not an amount/, "debit", ANA, "5", "EUR", "more", ...record],
      [/"5 pounds" is not an amount/, "reserve", ANA, "5", "pounds", ...record],
      [/--minutes soon: must be a whole number/, "reserve", ANA, "--minutes", "soon"],
      [/credit: --ticket is missing/, "credit", ANA, "5", "EUR", "--reason", "x"],
      [/release: gives everything back/, "release", "r1", "5", "EUR", ...record],
      [/Unknown option '--bukket'/, "find", ANA, "--bukket", "b"],
      [/"top-up" is unknown: use find/, "top-up", ANA],
    ];
    for (const [message, ...args] of rows) {
      assert.throws(() => readOrder(args, {}), { name: "UsageError", message });
    }
    const { code, err } = await run(["desk.ts", "credit"], process.env, "");
    assert.deepEqual([code, err], [2, "desk: credit: a number or an id is missing\n"]);
  });
});
