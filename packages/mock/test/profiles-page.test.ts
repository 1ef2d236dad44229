/** The check that docs/reference/profiles.md shows the profiles `reference` and `certified`. */
import { readFileSync } from "node:fs";
import { operations } from "@tmf654/contract";
import { certified, type Profile, reference } from "@tmf654/mock";
import { expect, test } from "vitest";

const page = readFileSync(new URL("../../../docs/reference/profiles.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| (`.+?) \| (.+) \| (.+) \|$/gm)].map(
  ([, names = "", ...cells]) => ({
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    cells,
  }),
);
const ids: readonly string[] = Object.keys(operations).filter((id) => !id.startsWith("listenTo"));
const isListed = (name: string) => rows.some(({ names }) => names.includes(name));

const offers = ({ operations: own }: Profile, id: string): string =>
  (own ?? ids).includes(id) ? "yes" : "405";

function memberOf(profile: Profile, path: string): string {
  if (path === "operations") return String(profile.operations?.length ?? "all of the contract");
  const value = path
    .split(".")
    .reduce<unknown>(
      (owner, name) => (owner as Record<string, unknown> | undefined)?.[name],
      profile,
    );
  const shown = value ?? (path === "strict.optional" ? [] : undefined);
  return shown === undefined ? "none" : `\`${JSON.stringify(shown)}\``;
}

test.each(rows)("the row $names is true of both profiles", ({ names, cells }) => {
  for (const name of names) {
    const actual = [reference, certified].map((profile) =>
      ids.includes(name) ? offers(profile, name) : memberOf(profile, name),
    );
    expect([name, ...actual]).toEqual([name, ...cells]);
  }
});

test("the page has each operation of a client, and each difference between the profiles", () => {
  const clientIds = ids.filter((id) => !/^(?:receive|notify)/.test(id));
  expect(clientIds.filter((id) => !isListed(id) && !/Event$/.test(id))).toEqual([]);
  const differing = Object.keys({ ...reference, ...certified }).filter(
    (name) =>
      name !== "name" &&
      JSON.stringify(reference[name as keyof Profile]) !==
        JSON.stringify(certified[name as keyof Profile]),
  );
  expect(differing.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  expect(differing.length).toBeGreaterThan(2);
});
