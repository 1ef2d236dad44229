import type { Issue } from "../ports/resource.ts";
import { suggest } from "../schema/suggest.ts";
import type { ControlParameter, ControlRoute } from "./route.ts";

/** The issues of a query: unknown names, invalid values and repeated names. */
export function queryIssues(
  { query: known = [] }: ControlRoute,
  query: URLSearchParams,
): readonly Issue[] {
  return [...new Set(query.keys())].flatMap((name) => {
    const parameter = known.find((each) => each.name === name);
    const message = parameter ? valueIssue(parameter, query.getAll(name)) : unknown(known);
    return message === undefined ? [] : [{ path: name, code: "queryParameter", message }];
  });
}

function unknown(known: readonly ControlParameter[]): string {
  if (known.length === 0) return "is unknown; this route has no parameters";
  return `is unknown; use ${known.map(({ name }) => name).join(", ")}`;
}

function valueIssue({ values }: ControlParameter, given: readonly string[]): string | undefined {
  const [value = "", ...more] = given;
  if (more.length > 0) return "is given more than once";
  if (values.includes(value)) return undefined;
  const near = suggest(value, values);
  const hint = near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "";
  return `must be one of ${values.join(", ")}${hint}`;
}
