import type { ReadableObject } from "./reader.ts";

/** The selected members as a tree. `true` selects all members below. */
interface SelectedMembers {
  readonly [member: string]: SelectedMembers | true;
}

/**
 * Compiles `fields` into a function that reduces resources to these members. `id` and `href` always
 * stay.
 */
export function compileProjection(
  fields: readonly string[],
): (resource: ReadableObject) => ReadableObject {
  const wanted: Record<string, SelectedMembers | true> = Object.assign(Object.create(null), {
    id: true,
    href: true,
  });
  for (const field of fields) addPath(wanted, field.split("."));
  return (resource) => selectMembers(resource, wanted) as ReadableObject;
}

function addPath(tree: Record<string, SelectedMembers | true>, path: readonly string[]): void {
  const [member, ...rest] = path;
  if (member === undefined || tree[member] === true) return;
  if (rest.length === 0) {
    tree[member] = true;
    return;
  }
  const below = (tree[member] ?? Object.create(null)) as Record<string, SelectedMembers | true>;
  tree[member] = below;
  addPath(below, rest);
}

function selectMembers(value: unknown, wanted: SelectedMembers | true): unknown {
  if (wanted === true || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => selectMembers(element, wanted));
  const selected: Record<string, unknown> = {};
  for (const [member, own] of Object.entries(value)) {
    const below = wanted[member];
    if (below !== undefined) selected[member] = selectMembers(own, below);
  }
  return selected;
}
