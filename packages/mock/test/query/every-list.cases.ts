import { attributes, parseDateTime, resources } from "@tmf654/contract";
import { beforeAll, describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { base, describeMatrix, type Item } from "../support/send.ts";

type Name = keyof typeof resources;
const names = Object.keys(resources) as readonly Name[];
const createUsedMock = () =>
  createMock({ scenario: "default,busy-history", clock: "2026-06-01T12:00:00Z" });

/** The values at a dotted path; an array on the path gives the values of all its elements. */
function valuesAt(value: unknown, path: string): unknown[] {
  let foundValues: unknown[] = [value];
  for (const name of path.split(".")) {
    foundValues = foundValues.flat().flatMap((each) => {
      const member = (each as Record<string, unknown> | undefined)?.[name];
      return member === undefined ? [] : [member];
    });
  }
  return foundValues.flat();
}

describeMatrix("Reads: the query language, on every list", createUsedMock, ({ send }) => {
  const whole = new Map<Name, Promise<readonly Item[]>>();
  const all = (name: Name): Promise<readonly Item[]> => {
    const items = whole.get(name) ?? send({ path: `/${name}` }).then((reply) => reply.items);
    whole.set(name, items);
    return items;
  };

  beforeAll(async () => {
    const { items } = await send({ path: "/bucket?usageType=monetary&status=active" });
    const unit = (item: Item): unknown => valuesAt(item, "remainingValue.units")[0];
    const [from] = items;
    const to = items.find((item) => item !== from && from && unit(item) === unit(from));
    if (!from || !to) throw new Error("the seed lacks two balances in one currency");
    const body = {
      bucket: { id: from.id },
      partyAccount: from.partyAccount,
      logicalResource: from.logicalResource,
      receiverBucket: { id: to.id },
      receiverLogicalResource: (to.logicalResource as unknown[])[0],
      receiver: (to.relatedParty as unknown[])[0],
      usageType: "monetary",
      receiverBucketUsageType: "monetary",
      channel: { id: "app", "@referredType": "Channel" },
      amount: { amount: 0.5, units: unit(from) },
    };
    for (const reason of ["first", "second"]) {
      const path = "/transferBalance";
      expect(await send({ method: "POST", path, body: { ...body, reason } })).toMatchObject({
        status: 201,
        json: { status: "completed" },
      });
    }
  });

  describe.each(names)("%s", (name) => {
    test("has items, each with id and href", async () => {
      const items = await all(name);
      expect(items.length).toBeGreaterThan(1);
      for (const item of items) {
        expect(item.href).toBe(`${base}/${name}/${encodeURIComponent(item.id)}`);
      }
    });

    test("a filter by any text attribute of an item finds that item", async () => {
      const [item] = await all(name);
      if (!item) throw new Error("nothing listed");
      const kinds = Object.entries(attributes[name]).filter(([, kind]) => kind !== "object");
      for (const [path, kind] of kinds) {
        const [value] = valuesAt(item, path);
        if (kind === "array" || value === undefined) continue;
        const query = `${path}=${encodeURIComponent(String(value))}`;
        const { items } = await send({ path: `/${name}?${query}` });
        // A filter that selects buckets is part of the id of their balance.
        const ids = items.map(({ id }) => id.replace(`~${query}`, ""));
        expect(ids, query).toContain(item.id);
        for (const each of items) expect(valuesAt(each, path), query).toContainEqual(value);
      }
    });

    test("pages of three, in order, are the whole list", async () => {
      const ids = (await all(name)).map(({ id }) => id);
      const seen: string[] = [];
      for (let offset = 0; offset < Math.min(ids.length, 12); offset += 3) {
        const page = await send({ path: `/${name}?offset=${offset}&limit=3` });
        expect(page.status).toBe(page.items.length < ids.length ? 206 : 200);
        expect(page.headers["x-total-count"]).toBe(String(ids.length));
        seen.push(...page.items.map(({ id }) => id));
      }
      expect(seen).toEqual(ids.slice(0, seen.length));
    });

    test("sorts by id, ascending and descending", async () => {
      const ids = (await send({ path: `/${name}?sort=id&fields=none` })).items.map(({ id }) => id);
      expect(ids).toEqual([...ids].sort());
      const down = (await send({ path: `/${name}?sort=-id&fields=none` })).items.map(
        ({ id }) => id,
      );
      expect(down).toEqual([...ids].reverse());
    });

    test("filters by id with a list of ids, id.ne and id.regex", async () => {
      const ids = (await all(name)).map(({ id }) => id);
      const [first = "", second = ""] = ids;
      const count = async (query: string): Promise<number> =>
        (await send({ path: `/${name}?${query}&fields=none` })).items.length;
      const enc = encodeURIComponent;
      expect(await count(`id=${enc(first)},${enc(second)}`)).toBe(2);
      expect(await count(`id.ne=${enc(first)}`)).toBe(ids.length - 1);
      expect(await count(`id.regex=${enc("^.")}`)).toBe(ids.length);
      expect(await count(`id.regex=${enc("^$")}`)).toBe(0);
    });

    test("fields=none returns id and href, in the list and by id", async () => {
      const { items } = await send({ path: `/${name}?fields=none&limit=1` });
      const [item] = items;
      expect(Object.keys(item ?? {})).toEqual(["id", "href"]);
      const one = await send({
        path: `/${name}/${encodeURIComponent(item?.id ?? "")}?fields=none`,
      });
      expect(one.json).toEqual(item);
    });

    test("each first-level attribute can be selected alone", async () => {
      const firsts = Object.keys(attributes[name]).filter((path) => !path.includes("."));
      for (const field of firsts) {
        const { items, status } = await send({
          path: `/${name}?fields=${encodeURIComponent(field)}&limit=2`,
        });
        expect([200, 206]).toContain(status);
        for (const item of items) {
          expect(["id", "href", field]).toEqual(expect.arrayContaining(Object.keys(item)));
        }
      }
    });

    test("an unknown attribute is 400, code 28", async () => {
      for (const query of ["colour=red", "sort=colour", "fields=colour"]) {
        const { status, error } = await send({ path: `/${name}?${query}` });
        expect([status, error.code]).toEqual([400, "28"]);
      }
    });

    test("an item of a list equals its GET by id", async () => {
      for (const item of (await all(name)).slice(0, 5)) {
        const one = await send({ path: `/${name}/${encodeURIComponent(item.id)}` });
        expect(one.json).toEqual(item);
      }
    });
  });

  test("dates compare as instants, and a day alone matches the day", async () => {
    const items = await all("balanceActionHistory");
    const instants = items.map((item) => parseDateTime(String(item.requestedDate)) ?? 0);
    const middle = String(items[Math.floor(items.length / 2)]?.requestedDate);
    const bound = parseDateTime(middle) ?? 0;
    const count = async (op: string, value: string): Promise<number> => {
      const query = `requestedDate${op}=${encodeURIComponent(value)}&fields=none`;
      const path = `/balanceActionHistory?${query}`;
      return (await send({ path })).items.length;
    };
    expect(await count(".gte", middle)).toBe(instants.filter((each) => each >= bound).length);
    expect(await count(".lt", middle)).toBe(instants.filter((each) => each < bound).length);
    const day = middle.slice(0, 10);
    const ofDay = items.filter((item) => String(item.requestedDate).startsWith(day)).length;
    expect(await count("", day)).toBe(ofDay);
  });
});
