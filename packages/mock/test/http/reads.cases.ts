import { expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { base, describeMatrix } from "../support/send.ts";

const json = "application/json;charset=utf-8";

describeMatrix(
  "reads",
  () => createHandler(fixedEngine()),
  ({ send }) => {
    test("every response is application/json;charset=utf-8, exactly", async () => {
      for (const path of [
        "/bucket",
        "/bucket/b01",
        "/bucket/none",
        "/bucket?limit=x",
        "/nothing",
      ]) {
        expect((await send({ path })).headers["content-type"]).toBe(json);
      }
    });

    test.each<[string, number, string[], string | undefined]>([
      ["", 200, ["b01", "b25"], undefined],
      ["?limit=10", 206, ["b01", "b10"], "first next last"],
      ["?limit=10&offset=10", 206, ["b11", "b20"], "first prev next last"],
      ["?limit=10&offset=20", 206, ["b21", "b25"], "first prev last"],
      ["?limit=25", 200, ["b01", "b25"], undefined],
      ["?sort=-id&limit=2", 206, ["b25", "b24"], "first next last"],
      ["?status=expired", 200, ["b05", "b25"], undefined],
    ])("GET /bucket%s is %i, first and last %j, links %s", async (query, status, ends, links) => {
      const { status: got, items, headers } = await send({ path: `/bucket${query}` });
      expect(got).toBe(status);
      expect([items[0]?.id, items.at(-1)?.id]).toEqual(ends);
      expect(headers["x-result-count"]).toBe(String(items.length));
      const rels = headers.link?.match(/(?<=rel=")\w+/g)?.join(" ");
      expect(rels).toBe(links);
    });

    test.each<[string, string]>([
      ["?limit=0", "25"],
      ["?offset=100", "25"],
      ["?name=nobody", "0"],
      ["?status=expired&limit=0", "5"],
    ])("GET /bucket%s is 200 with [] and the total %s", async (query, total) => {
      const reply = await send({ path: `/bucket${query}` });
      expect([reply.status, reply.text]).toEqual([200, "[]"]);
      expect(reply.headers).toMatchObject({ "x-total-count": total, "x-result-count": "0" });
    });

    test.each([
      "/bucket?status=active&limit=8&sort=-id",
      "/bucket?status=active&%6Cimit=8&o%66fset=0",
    ])("links of %s keep the filter and lead to the pages they name", async (first) => {
      const seen: string[] = [];
      let path: string | undefined = first;
      while (path !== undefined) {
        const { items, headers } = await send({ path });
        seen.push(...items.map((item) => item.id));
        path = /<([^>]+)>; rel="next"/.exec(headers.link ?? "")?.[1]?.slice(base.length);
      }
      expect(seen).toHaveLength(20);
      expect(new Set(seen).size).toBe(20);
    });

    test("fields selects attributes of lists and resources, and keeps id and href", async () => {
      const one = await send({ path: "/bucket/b02?fields=remainingValue.amount" });
      expect(one.json).toEqual({
        id: "b02",
        href: `${base}/bucket/b02`,
        remainingValue: { amount: 1.5 },
      });
      const many = await send({ path: "/bucket?fields=none&limit=1" });
      expect(many.json).toEqual([{ id: "b01", href: `${base}/bucket/b01` }]);
    });

    test.each([
      ["/bucket?colour=red&limit=-1", ["colour", "limit"]],
      ["/bucket/b01?fields=colour", ["fields"]],
      ["/bucket?fields=colour", ["fields"]],
      ["/bucket?sort=colour", ["sort"]],
    ])("GET %s is a 400 with code 28 that names %j", async (path, parameters) => {
      const { status, error } = await send({ path });
      expect(status).toBe(400);
      expect(error).toMatchObject({ code: "28", status: "400" });
      expect(error.errors.map((each) => each.path)).toEqual(parameters);
      for (const name of parameters) expect(error.message).toContain(name);
    });

    test.each(["//bucket/b01", "/bucket/b01/"])(
      "a superfluous slash is ignored: %s",
      async (path) => {
        expect((await send({ path })).json.id).toBe("b01");
      },
    );

    test("an unknown id is 404 with code 60", async () => {
      const { status, error } = await send({ path: "/bucket/none" });
      expect([status, error.code, error.status]).toEqual([404, "60", "404"]);
    });

    test("a current ETag gets a 304 without a body", async () => {
      for (const path of ["/bucket/b01", "/bucket?limit=3", "/bucket/b01?fields=name"]) {
        const first = await send({ path });
        const tag = first.headers.etag ?? "";
        expect(tag).toMatch(/^"[a-z0-9]+"$/);
        for (const held of [tag, `"x", W/${tag}`, "*"]) {
          const again = await send({ path, headers: { "if-none-match": held } });
          expect([again.status, again.text, again.headers.etag]).toEqual([304, "", tag]);
        }
        const other = await send({ path, headers: { "if-none-match": '"x"' } });
        expect([other.status, other.text]).toEqual([first.status, first.text]);
      }
    });

    test("different bodies have different tags", async () => {
      const paths = ["b01", "b02", "b01?fields=name", "b01?fields=none"].map(
        (id) => `/bucket/${id}`,
      );
      const lists = ["", "?limit=2", "?limit=2&offset=2", "?fields=none"].map((q) => `/bucket${q}`);
      const tags = await Promise.all(
        [...paths, ...lists].map(async (path) => (await send({ path })).headers.etag),
      );
      expect(new Set(tags).size).toBe(tags.length);
    });

    test("HEAD returns the headers of GET, without the body", async () => {
      for (const path of ["/bucket/b01", "/bucket?limit=2", "/bucket/none"]) {
        const get = await send({ path });
        const head = await send({ path, method: "HEAD" });
        expect([head.status, head.text]).toEqual([get.status, ""]);
        expect(head.headers["content-length"]).toBe(String(Buffer.byteLength(get.text)));
        expect(head.headers.etag).toBe(get.headers.etag);
      }
    });
  },
);
