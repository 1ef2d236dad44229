import type { Issue } from "../ports/resource.ts";
import { didYouMean, suggest, suggestionText } from "../schema/suggest.ts";
import type { ControlParameter, ControlRoute } from "./route.ts";

/** Finds the issues of a query: unknown names, invalid values and repeated names. */
export function queryIssues(
  { query: known = [] }: ControlRoute,
  query: URLSearchParams,
): readonly Issue[] {
  return [...new Set(query.keys())].flatMap((name) => {
    const parameter = known.find((each) => each.name === name);
    const message = parameter
      ? valueIssue(parameter, query.getAll(name))
      : unknownParameterMessage(name, known);
    return message === undefined ? [] : [{ path: name, code: "queryParameter", message }];
  });
}

function unknownParameterMessage(name: string, known: readonly ControlParameter[]): string {
  if (known.length === 0) return "is unknown; this route has no parameters";
  const names = known.map((each) => each.name);
  return `is unknown${suggestionText(name, names)}`;
}

function valueIssue({ values }: ControlParameter, given: readonly string[]): string | undefined {
  const [value = "", ...more] = given;
  if (more.length > 0) return "is given more than once";
  if (values.includes(value)) return undefined;
  return `must be one of ${values.join(", ")}${didYouMean(suggest(value, values))}`;
}
