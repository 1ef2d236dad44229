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
  const wantedMembers: Record<string, SelectedMembers | true> = Object.assign(Object.create(null), {
    id: true,
    href: true,
  });
  for (const field of fields) addPath(wantedMembers, field.split("."));
  return (resource) => selectMembers(resource, wantedMembers) as ReadableObject;
}

function addPath(tree: Record<string, SelectedMembers | true>, path: readonly string[]): void {
  const [member, ...rest] = path;
  if (member === undefined || tree[member] === true) return;
  if (rest.length === 0) {
    tree[member] = true;
    return;
  }
  const childTree = (tree[member] ?? Object.create(null)) as Record<string, SelectedMembers | true>;
  tree[member] = childTree;
  addPath(childTree, rest);
}

function selectMembers(value: unknown, selection: SelectedMembers | true): unknown {
  if (selection === true || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => selectMembers(element, selection));
  const selectedMembers: Record<string, unknown> = {};
  for (const [member, memberValue] of Object.entries(value)) {
    const childSelection = selection[member];
    if (childSelection !== undefined)
      selectedMembers[member] = selectMembers(memberValue, childSelection);
  }
  return selectedMembers;
}
