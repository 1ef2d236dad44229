import { createClient, metaOf } from "@tmf654/client";
import { createHttp } from "@tmf654/client/http";
import { describe, expect, test } from "vitest";
import { baseUrl, createFakeServer } from "./helpers/fake-server.ts";

const topup = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;

describe("the resource API", () => {
  test("retrieves a bucket", async () => {
    const { options, seen } = createFakeServer(() => ({ body: { id: "b1", status: "active" } }));
    const bucket = await createClient(options).bucket.retrieve("b1");
    expect(bucket).toEqual({ id: "b1", status: "active" });
    expect(seen).toMatchObject([{ method: "GET", path: "/bucket/b1" }]);
    expect(seen[0]?.headers).toEqual({ accept: "application/json" });
  });

  test("creates a top-up with one POST of JSON", async () => {
    const body = { id: "t1", status: "completed" };
    const { options, seen } = createFakeServer(() => ({ status: 201, body }));
    const created = await createClient(options).topupBalance.create(topup);
    expect(created).toEqual(body);
    expect(metaOf(created)).toMatchObject({ status: 201, attempts: 1, idempotencyKey: undefined });
    expect(seen).toMatchObject([{ method: "POST", path: "/topupBalance", body: topup }]);
    expect(seen[0]?.headers["content-type"]).toBe("application/json");
  });

  test("lists with filters, fields, sort and paging in the query", async () => {
    const { options, seen } = createFakeServer(() => ({ body: [] }));
    const page = await createClient(options).bucket.list({
      status: "active",
      "remainingValue.amount.gt": 5,
      "product.id": ["1", "2"],
      fields: ["id", "remainingValue"],
      sort: ["-confirmationDate", "+id"],
      limit: 10,
    });
    expect(page.items).toEqual([]);
    expect(seen[0]?.path).toBe(
      "/bucket?status=active&remainingValue.amount.gt=5&product.id=1&product.id=2" +
        "&fields=id,remainingValue&sort=-confirmationDate,%2Bid&limit=10",
    );
  });

  test.each<{ name: string; query: object; search: string }>([
    { name: "an empty value", query: { "partyAccount.id": "" }, search: "?partyAccount.id=" },
    { name: "an undefined value", query: { "partyAccount.id": undefined }, search: "" },
    {
      name: "a null, which types forbid",
      query: { "partyAccount.id": null },
      search: "?partyAccount.id=",
    },
    { name: "an empty sort", query: { sort: [], fields: [] }, search: "" },
    {
      name: "a comma",
      query: { description: "Smith, John" },
      search: "?description=Smith%5C%2C%20John",
    },
    {
      name: "a semicolon",
      query: { description: ["a;b", "c"] },
      search: "?description=a%5C%3Bb&description=c",
    },
    {
      name: "a pattern",
      query: { "name.regex": "a{1,2};\\;" },
      search: "?name.regex=a%7B1%2C2%7D%5C%3B%5C%3B",
    },
  ])("serializes $name without losing the filter", async ({ query, search }) => {
    const { options, seen } = createFakeServer(() => ({ body: [] }));
    await createClient(options).bucket.list(query);
    expect(seen[0]?.path).toBe(`/bucket${search}`);
  });

  test("rejects an empty array before sending", async () => {
    const { options, seen } = createFakeServer(() => ({ body: [] }));
    const list = createClient(options).bucket.list({ "product.id": [] });
    await expect(list).rejects.toMatchObject({ name: "BadRequestError", code: "emptyFilter" });
    expect(seen).toEqual([]);
  });

  test.each([
    { id: "a/b?x#y", segment: "a%2Fb%3Fx%23y" },
    { id: "+34600000001", segment: "%2B34600000001" },
    { id: "0.0.0.1+-account+341286", segment: "0.0.0.1%2B-account%2B341286" },
    { id: "50%", segment: "50%25" },
    { id: "ünï", segment: "%C3%BCn%C3%AF" },
    { id: "...", segment: "..." },
  ])("sends the id $id as one path segment", async ({ id, segment }) => {
    const { options, seen } = createFakeServer(() => ({ body: { id } }));
    await createClient(options).bucket.retrieve(id);
    expect(seen[0]?.path).toBe(`/bucket/${segment}`);
  });

  test.each(["", ".", "..", "%2e", "%2E%2e", ".%2e", "\ud800"])(
    "rejects the id %j before sending",
    async (id) => {
      const { options, seen } = createFakeServer(() => ({ body: {} }));
      await expect(createClient(options).topupBalance.delete(id)).rejects.toMatchObject({
        name: "BadRequestError",
        code: "invalidPathValue",
        attempts: 0,
      });
      expect(seen).toEqual([]);
    },
  );

  test("removes trailing slashes of the base URL", async () => {
    const { options, seen } = createFakeServer(() => ({ body: { id: "b1" } }));
    await createClient({ ...options, baseUrl: `${baseUrl}//` }).bucket.retrieve("b1");
    expect(seen[0]?.path).toBe("/bucket/b1");
  });

  test("offers openapi-fetch as `http`, over the same pipeline", async () => {
    const { options, seen } = createFakeServer(({ method }) =>
      method === "GET"
        ? { body: { id: "b1" } }
        : { status: 400, body: { code: "24", reason: "r" } },
    );
    const { http } = createClient({
      ...options,
      headers: { "X-Channel": "app" },
      http: createHttp,
    });
    const found = await http.GET("/bucket/{id}", { params: { path: { id: "b 1" } } });
    expect(found.data).toEqual({ id: "b1" });
    expect(seen[0]).toMatchObject({ path: "/bucket/b%201", headers: { "x-channel": "app" } });
    const refused = await http.POST("/topupBalance", { body: topup });
    expect(refused).toMatchObject({ error: { code: "24" }, response: { status: 400 } });
  });
});
