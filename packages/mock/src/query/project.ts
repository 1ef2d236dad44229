import type { Readable } from "./reader.ts";

/** The wanted members as a tree; `true` takes everything below. */
interface Wanted {
  readonly [member: string]: Wanted | true;
}

/** Compiles `fields` into a cut of resources; `id` and `href` always stay. */
export function projection(fields: readonly string[]): (resource: Readable) => Readable {
  const wanted: Record<string, Wanted | true> = Object.assign(Object.create(null), {
    id: true,
    href: true,
  });
  for (const field of fields) want(wanted, field.split("."));
  return (resource) => cut(resource, wanted) as Readable;
}

function want(tree: Record<string, Wanted | true>, path: readonly string[]): void {
  const [member, ...rest] = path;
  if (member === undefined || tree[member] === true) return;
  if (rest.length === 0) {
    tree[member] = true;
    return;
  }
  const below = (tree[member] ?? Object.create(null)) as Record<string, Wanted | true>;
  tree[member] = below;
  want(below, rest);
}

function cut(value: unknown, wanted: Wanted | true): unknown {
  if (wanted === true || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => cut(element, wanted));
  const kept: Record<string, unknown> = {};
  for (const [member, own] of Object.entries(value)) {
    const below = wanted[member];
    if (below !== undefined) kept[member] = cut(own, below);
  }
  return kept;
}
