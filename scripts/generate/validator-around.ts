/**
 * Schemas that are alike but for one inner schema, as the events are but for their payload. They
 * get one check, made around the inner check that differs, so that it is not loaded for each.
 */
import type { Imports } from "./validator-member.ts";
import { checkName, moduleFile } from "./validator-modules.ts";

/** A check as it was written, before anything is shared. */
export type Draft = {
  readonly name: string;
  /** The text of `export function checkName(…) {…}`, or of an enum's check. */
  readonly check: string;
  readonly imports: Imports;
};

/** The one inner check of a draft and the file it is in; undefined when there are more, or none. */
export function innerOf({ imports }: Draft): { check: string; file: string } | undefined {
  const inner = [...imports].filter(([file]) => file.startsWith("./"));
  const [[file, names] = ["", new Set<string>()]] = inner;
  const [check = ""] = names;
  return inner.length === 1 && names.size === 1 ? { check, file } : undefined;
}

/** For each draft that differs from another in its inner check alone: the first such one's name. */
export function alikes(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  const byShape = new Map<string, { readonly names: string[]; readonly inner: Set<string> }>();
  for (const draft of drafts) {
    const inner = innerOf(draft);
    if (inner === undefined) continue;
    const shape = draft.check.replace(checkName(draft.name), "").replaceAll(inner.check, "");
    const group = byShape.get(shape) ?? { names: [], inner: new Set() };
    group.names.push(draft.name);
    group.inner.add(inner.check);
    byShape.set(shape, group);
  }
  const groups = [...byShape.values()].filter(({ inner }) => inner.size > 1);
  return new Map(groups.flatMap(({ names }) => names.map((name) => [name, names[0] ?? name])));
}

export const aroundName = (name: string): string => `${checkName(name)}Around`;

/** The function that makes the check of every schema of one shape. */
export function aroundFunction({ name, check }: Draft, inner: string): string {
  const lines = check.replaceAll(inner, "check").trimEnd().split("\n").slice(1);
  return `/** The check of every schema of this shape, around the check of what it holds. */
export const ${aroundName(name)} =
  (check: Check): Check =>
  (value, max) => {
${lines.map((line) => `  ${line}`).join("\n")};
`;
}

/** The check of one of them. */
export const aroundCall = (name: string, first: string, inner: string): string =>
  `export const ${checkName(name)} =\n  /* @__PURE__ */ ${aroundName(first)}(${inner});\n`;

/** Where the function is. */
export const aroundFile = (first: string): string => `./${moduleFile(first)}`;
