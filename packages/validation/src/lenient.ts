import { type Validator, validator } from "./runtime/validator.ts";

/** A type whose enums accept any string. Editors still suggest the listed values. */
export type Lenient<T> = T extends string
  ? string extends T
    ? T
    : T | (string & {})
  : T extends readonly (infer Item)[]
    ? Lenient<Item>[]
    : T extends object
      ? { [Key in keyof T]: Lenient<T[Key]> }
      : T;

/** `Lenient`, with every member optional. */
export type LenientPartial<T> = T extends readonly (infer Item)[]
  ? LenientPartial<Item>[]
  : T extends object
    ? { [Key in keyof T]?: LenientPartial<T[Key]> }
    : Lenient<T>;

const ignoredCodes: ReadonlySet<string> = /* @__PURE__ */ new Set(["enum", "format"]);
const ignoredCodesWithMissing: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "enum",
  "format",
  "required",
  "minItems",
]);

/**
 * A validator for messages of other servers. It accepts unknown enum values and other formats;
 * with `allowMissing`, required members may be absent too. It still reports wrong types, so that a
 * program can rely on them. Call `normalize` first: it corrects many of these.
 */
export function lenient<T>(
  base: Validator<T>,
  options: { readonly allowMissing: true },
): Validator<LenientPartial<T>>;
export function lenient<T>(base: Validator<T>): Validator<Lenient<T>>;
export function lenient<T>(base: Validator<T>, options?: { readonly allowMissing: true }) {
  const ignoredIssueCodes = options?.allowMissing ? ignoredCodesWithMissing : ignoredCodes;
  return validator<unknown>(base.schema, (value, _max, warnings) => {
    // No limit applies here, because ignored issues would use it up and hide the others.
    const found = base.inspect(value, Number.MAX_SAFE_INTEGER, warnings);
    const issues = found?.filter(
      ({ code, severity }) => severity === "warning" || !ignoredIssueCodes.has(code),
    );
    return issues?.length ? issues : undefined;
  });
}
