import type { Issue } from "../ports/resource.ts";
import { didYouMean, suggest, suggestionText } from "../schema/suggest.ts";
import type { ControlParameter, ControlRoute } from "./route.ts";

/** Finds the issues of a query: unknown names, invalid values and repeated names. */
export function queryIssues(
  { query: routeParameters = [] }: ControlRoute,
  query: URLSearchParams,
): readonly Issue[] {
  return [...new Set(query.keys())].flatMap((name) => {
    const parameter = routeParameters.find((each) => each.name === name);
    const message = parameter
      ? valueIssue(parameter, query.getAll(name))
      : unknownParameterMessage(name, routeParameters);
    return message === undefined ? [] : [{ path: name, code: "queryParameter", message }];
  });
}

function unknownParameterMessage(
  name: string,
  knownParameters: readonly ControlParameter[],
): string {
  if (knownParameters.length === 0) return "is unknown; this route has no parameters";
  const names = knownParameters.map((each) => each.name);
  return `is unknown${suggestionText(name, names)}`;
}

function valueIssue(
  parameter: ControlParameter,
  givenValues: readonly string[],
): string | undefined {
  const [value = "", ...otherValues] = givenValues;
  const { values, range } = parameter;
  if (otherValues.length > 0) return "must be given once";
  if (range) return rangeIssue(value, range);
  if (!values) return textIssue(value);
  if (values.includes(value)) return undefined;
  return `must be one of ${values.join(", ")}${didYouMean(suggest(value, values))}`;
}

function rangeIssue(value: string, [min, max]: readonly [number, number]): string | undefined {
  const number = Number(value);
  if (/^\d{1,15}$/.test(value) && number >= min && number <= max) return undefined;
  return `must be a whole number from ${min} to ${max}`;
}

/** The maximum number of characters of a text in a query. */
export const maxTextLength = 200;

function textIssue({ length }: string): string | undefined {
  return length > maxTextLength ? `must have at most ${maxTextLength} characters` : undefined;
}

/** Returns a query parameter as a number, or its default. */
export function numberOf<D>(query: URLSearchParams, name: string, defaultValue: D): number | D {
  const value = query.get(name);
  return value === null ? defaultValue : Number(value);
}

/** Returns the text of a parameter, or `undefined` for an absent or empty one. */
export function textParameter(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}
