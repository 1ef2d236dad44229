import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient, isTmf654Error } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, type Reply } from "./helpers/fake-server.ts";

const page = readFileSync(
  join(import.meta.dirname, "../../../docs/reference/client-responses.md"),
  "utf8",
);

const resource = { id: "t1", status: "completed" };
const html = "<!doctype html><title>Sign in</title>";
const cut = '{"id":"t1","status":"compl';
const error = { code: "500", reason: "no", status: "500" };

/** The response that a browser returns for a redirect that it does not follow. */
const opaqueRedirect = () =>
  Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });

const replies: Readonly<Record<string, () => Reply>> = {
  "2xx with the resource": () => ({ status: 200, body: resource }),
  "201 with the resource": () => ({ status: 201, body: resource }),
  "202 with the resource": () => ({ status: 202, body: resource }),
  "2xx with a list": () => ({ body: [resource] }),
  "2xx without a body": () => ({ body: "" }),
  "204 and no body": () => ({ status: 204 }),
  "2xx with an HTML page": () => ({ body: html }),
  "2xx with incomplete JSON": () => ({ body: cut }),
  "2xx with an error body": () => ({ body: error }),
  "2xx with `{ success: false }`": () => ({ body: { success: false } }),
  "2xx with an object without an id": () => ({ status: 201, body: {} }),
  "2xx with an empty id": () => ({ status: 201, body: { id: "" } }),
  "2xx with `null`": () => ({ body: "null" }),
  "a redirect": () => ({ status: 302, headers: { location: "https://login.example/" } }),
  "a redirect in a browser": opaqueRedirect,
  "408 or 5xx": () => ({ status: 500 }),
  "another 4xx": () => ({ status: 400, body: error }),
};

const operations = {
  create: ({ topupBalance }: ReturnType<typeof createClient>) => topupBalance.create({} as never),
  update: ({ topupBalance }: ReturnType<typeof createClient>) =>
    topupBalance.update("t1", {} as never),
  delete: ({ topupBalance }: ReturnType<typeof createClient>) => topupBalance.delete("t1"),
  retrieve: ({ bucket }: ReturnType<typeof createClient>) => bucket.retrieve("b1"),
  list: async ({ bucket }: ReturnType<typeof createClient>) => bucket.list(),
};

async function runOperation(name: string, operation: keyof typeof operations): Promise<string> {
  const { options } = createFakeServer(replies[name] as () => Reply);
  return operations[operation](createClient({ ...options, retry: false })).then(
    () => "success",
    (thrown) => {
      if (!isTmf654Error(thrown)) throw thrown;
      return thrown.name === "UnknownOutcomeError" ? "unknown" : thrown.name;
    },
  );
}

const rows = [...page.matchAll(/^\| ((?:2xx|20\d|a redirect|408|another).*) \|$/gm)].map(
  ([, row = ""]) => row.split(" | ").map((cell) => cell.trim()),
);

describe("the table of responses", () => {
  test("has a row for each response", () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(replies));
  });

  test.each(rows)("%s: create %s, update %s, delete %s, retrieve %s, list %s", async (...row) => {
    const [name = "", ...cells] = row;
    const found = [];
    for (const operation of Object.keys(operations))
      found.push(await runOperation(name, operation as keyof typeof operations));
    expect(found).toEqual(cells);
  });
});

test("a redirect in a browser is named in the error, and not retried", async () => {
  const { options, seen } = createFakeServer(opaqueRedirect);
  const { error } = await createClient(options).safe.bucket.retrieve("b1");
  expect(error?.message).toMatch(/redirect.*login/);
  expect(error?.status).toBeUndefined();
  expect(seen).toHaveLength(1);
});
