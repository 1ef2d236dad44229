import { type Validator, validator } from "./runtime/validator.ts";

/** A type whose enums also admit what is not listed; the listed values are still suggested. */
export type Open<T> = T extends string
  ? string extends T
    ? T
    : T | (string & {})
  : T extends readonly (infer Item)[]
    ? Open<Item>[]
    : T extends object
      ? { [Key in keyof T]: Open<T[Key]> }
      : T;

/** `Open`, and nothing is mandatory. */
export type OpenPartial<T> = T extends readonly (infer Item)[]
  ? OpenPartial<Item>[]
  : T extends object
    ? { [Key in keyof T]?: OpenPartial<T[Key]> }
    : Open<T>;

const forgiven: ReadonlySet<string> = /* @__PURE__ */ new Set(["enum", "format"]);
const alsoMissing: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "enum",
  "format",
  "required",
  "minItems",
]);

/**
 * A validator for reading what others wrote: enum values that are not listed and texts of another
 * format pass; with `missing`, mandatory members may be absent too. Wrong types are still refused,
 * so that a program may rely on what it reads. `normalize` mends many of those before.
 */
export function tolerant<T>(
  base: Validator<T>,
  options: { readonly missing: true },
): Validator<OpenPartial<T>>;
export function tolerant<T>(base: Validator<T>): Validator<Open<T>>;
export function tolerant<T>(base: Validator<T>, options?: { readonly missing: true }) {
  const ignored = options?.missing ? alsoMissing : forgiven;
  return validator<unknown>(base.schema, (value, _max, warnings) => {
    // All of them: a limit reached by what is forgiven would hide what is not.
    const found = base.inspect(value, Number.MAX_SAFE_INTEGER, warnings);
    const kept = found?.filter(
      ({ code, severity }) => severity === "warning" || !ignored.has(code),
    );
    return kept?.length ? kept : undefined;
  });
}
