/** Generators of random messages: valid ones, and ones with an error. */
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import type { SeededRandom } from "./random.ts";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
}

export const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;

const resolve = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});

const texts: Readonly<Record<string, readonly string[]>> = {
  "date-time": ["2026-02-28T23:59:59Z", "2024-02-29T00:00:00.123+05:30", "1999-12-31t10:00:00z"],
  uri: ["https://host:8080/a/b?c=d#e", "urn:isbn:0451450523", "mailto:a@example.com"],
};

function plain(schema: Schema, { pick }: SeededRandom): unknown {
  if (schema.enum) return pick(schema.enum);
  if (schema.type === "boolean") return pick([true, false]);
  if (schema.type === "integer") return pick([0, -1, 12, 2 ** 40, 3.0]);
  if (schema.type === "number") return pick([0, -0, 1.5, 1e308, 5e-324, -7]);
  return pick(texts[schema.format ?? ""] ?? ["", "text", "\u{1f600}", "\ud800", "__proto__"]);
}

/** A valid instance: required members, some optional ones, and sometimes an extension. */
export function validInstance(given: Schema, random: SeededRandom): unknown {
  const schema = resolve(given);
  if (schema.type === "array") {
    const length = (schema.minItems ?? 0) + random.below(3);
    return Array.from({ length }, () => validInstance(schema.items ?? {}, random));
  }
  if (schema.properties === undefined) return plain(schema, random);
  const object: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(schema.properties)) {
    const isThere = schema.required?.includes(key) || random.below(2) === 0;
    if (isThere) object[key] = validInstance(member, random);
  }
  if (random.below(4) === 0) object["x-operator"] = { note: ["kept"] };
  return object;
}

const wrongValues: readonly unknown[] = [
  null,
  true,
  0,
  1.5,
  "",
  "no such value",
  "2026-02-30T00:00:00Z",
  "not a uri",
  [],
  [null],
  {},
  { id: 1 },
];

/** Copies an instance, because instances are modified and must not share parts. */
const someWrongValue = ({ pick }: SeededRandom): unknown => structuredClone(pick(wrongValues));

/** A random object or array inside the instance, the root included. */
function someContainer(root: unknown, { below }: SeededRandom): unknown {
  let at = root;
  while (typeof at === "object" && at !== null) {
    const inner = Object.values(at).filter((one) => typeof one === "object" && one !== null);
    if (inner.length === 0 || below(3) === 0) return at;
    at = inner[below(inner.length)];
  }
  return at;
}

/** Removes, replaces or adds one member. The instance may stay valid. */
export function mutate(root: unknown, random: SeededRandom): unknown {
  const container = someContainer(root, random);
  if (typeof container !== "object" || container === null || random.below(40) === 0) {
    return someWrongValue(random);
  }
  const keys = Object.keys(container);
  const key = keys.length === 0 || random.below(8) === 0 ? "extra" : random.pick(keys);
  const target = container as Record<string, unknown>;
  if (Array.isArray(container)) {
    if (random.below(3) === 0) container.pop();
    else container.push(someWrongValue(random));
  } else if (random.below(3) === 0) delete target[key];
  else target[key] = someWrongValue(random);
  return root;
}
