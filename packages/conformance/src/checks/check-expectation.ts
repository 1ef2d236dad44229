/** Checks of one expectation, as pure functions of the response. */
import { pathText } from "@tmf654/validation";
import type { Expectation } from "../model/expectation.ts";
import type { RecordedCall, RecordedCheck, RecordedResponse } from "../model/report.ts";
import { valueAt } from "../values/path.ts";
import { type KnownValues, resolveOperand } from "../values/resolve.ts";
import { compareValues, describeCondition, isSame, meetsCondition } from "./condition.ts";
import { schemaIssues } from "./schema.ts";

/** A check; `vacuous` when it passed only because a list was empty. */
export interface ExpectationCheck extends RecordedCheck {
  readonly vacuous?: boolean;
}

/** Checks one expectation against the calls of its step. */
export function checkExpectation(
  expectation: Expectation,
  calls: readonly RecordedCall[],
  knownValues: KnownValues,
): ExpectationCheck {
  if ("responses" in expectation) return checkCount(expectation, calls, knownValues);
  const [call] = calls;
  const response = call?.response;
  if (response === undefined) {
    const expected = describeExpectation(expectation, knownValues);
    return { expected, ok: false, actual: `no response: ${call?.error ?? "nothing was sent"}` };
  }
  if ("status" in expectation) return checkStatus(expectation.status, response);
  if ("header" in expectation) return checkHeader(expectation, response, knownValues);
  if ("schema" in expectation) return checkSchema(expectation.schema, response);
  if ("at" in expectation) return checkAt(expectation, response, knownValues);
  if ("sorted" in expectation) return checkOrder(expectation, response);
  return checkElements(expectation, response, knownValues);
}

function describeExpectation(expectation: Expectation, knownValues: KnownValues): string {
  if ("status" in expectation) return statusText(expectation.status);
  if ("header" in expectation) {
    return `header ${expectation.header} ${describeCondition(expectation.is, knownValues)}`;
  }
  if ("schema" in expectation) return `the body matches the schema ${expectation.schema}`;
  if ("at" in expectation)
    return `${pathOrBody(expectation.at)} ${describeCondition(expectation.is, knownValues)}`;
  if ("sorted" in expectation) {
    return `the elements are in ${expectation.order} order of ${expectation.sorted}`;
  }
  if ("each" in expectation) {
    return `${pathOrBody(expectation.each)} of each element ${describeCondition(expectation.is, knownValues)}`;
  }
  if ("eachIfAny" in expectation) {
    return `${pathOrBody(expectation.eachIfAny)} of each element ${describeCondition(expectation.is, knownValues)}`;
  }
  if ("some" in expectation) {
    return `${pathOrBody(expectation.some)} of some element ${describeCondition(expectation.is, knownValues)}`;
  }
  return "a number of responses";
}

const pathOrBody = (path: string): string => (path === "" ? "the body" : path);

function statusText(status: number | readonly number[]): string {
  return `the status is ${typeof status === "number" ? status : status.join(" or ")}`;
}

function checkStatus(
  status: number | readonly number[],
  response: RecordedResponse,
): ExpectationCheck {
  const allowedStatuses = typeof status === "number" ? [status] : status;
  return createCheck(
    statusText(status),
    allowedStatuses.includes(response.status),
    String(response.status),
  );
}

function checkHeader(
  { header, is }: Extract<Expectation, { header: string }>,
  { headers }: RecordedResponse,
  knownValues: KnownValues,
): ExpectationCheck {
  const text = headers[header.toLowerCase()];
  // A header is a text, but a condition can be about the number in it.
  const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
  const expected = `header ${header} ${describeCondition(is, knownValues)}`;
  return createCheck(
    expected,
    meetsCondition(is, value, knownValues) || meetsCondition(is, text, knownValues),
    shownValue(text),
  );
}

function checkSchema(schema: string, { body }: RecordedResponse): ExpectationCheck {
  const issues = schemaIssues(schema, body);
  const actual = issues
    .slice(0, 5)
    .map(({ path, message }) => `${pathText(path) || "the body"} ${message}`)
    .join("; ");
  return createCheck(`the body matches the schema ${schema}`, issues.length === 0, actual);
}

function checkAt(
  { at: path, is }: Extract<Expectation, { at: string }>,
  { body }: RecordedResponse,
  knownValues: KnownValues,
): ExpectationCheck {
  const value = valueAt(body, path);
  const expected = `${pathOrBody(path)} ${describeCondition(is, knownValues)}`;
  return createCheck(expected, meetsCondition(is, value, knownValues), shownValue(value));
}

type ElementsExpectation = Extract<
  Expectation,
  { each: string } | { eachIfAny: string } | { some: string }
>;

function checkElements(
  expectation: ElementsExpectation,
  { body }: RecordedResponse,
  knownValues: KnownValues,
): ExpectationCheck {
  const expected = describeExpectation(expectation, knownValues);
  if (!Array.isArray(body)) return createCheck(expected, false, "the body is not a list");
  const path =
    "each" in expectation
      ? expectation.each
      : "eachIfAny" in expectation
        ? expectation.eachIfAny
        : expectation.some;
  const isGood = (element: unknown): boolean =>
    meetsCondition(expectation.is, valueAt(element, path), knownValues);
  if ("some" in expectation) {
    return createCheck(expected, body.some(isGood), `none of ${body.length} elements`);
  }
  if (body.length === 0 && "each" in expectation) return { expected, ok: true, vacuous: true };
  const wrongIndex = body.findIndex((element) => !isGood(element));
  const actual = `element ${wrongIndex}: ${shownValue(valueAt(body[wrongIndex], path))}`;
  return createCheck(expected, wrongIndex === -1, actual);
}

function checkOrder(
  { sorted, order }: Extract<Expectation, { sorted: string }>,
  { body }: RecordedResponse,
): ExpectationCheck {
  const expected = `the elements are in ${order} order of ${sorted}`;
  if (!Array.isArray(body)) return createCheck(expected, false, "the body is not a list");
  const values = body.map((element) => valueAt(element, sorted)).filter((one) => one !== undefined);
  const sign = order === "ascending" ? 1 : -1;
  const wrong = values.findIndex(
    (value, index) => index > 0 && compareValues(values[index - 1], value) * sign > 0,
  );
  if (wrong === -1 && values.every((value) => isSame(value, values[0]))) {
    return { expected, ok: true, vacuous: true };
  }
  const actual = `${shownValue(values[wrong])} after ${shownValue(values[wrong - 1])}`;
  return createCheck(expected, wrong === -1, actual);
}

function checkCount(
  { responses, count }: Extract<Expectation, { responses: object }>,
  calls: readonly RecordedCall[],
  knownValues: KnownValues,
): ExpectationCheck {
  const { status, at: path, is } = responses;
  const matchingCalls = calls.filter(({ response }) => {
    if (response === undefined) return false;
    if (status !== undefined && response.status !== status) return false;
    return is === undefined || meetsCondition(is, valueAt(response.body, path ?? ""), knownValues);
  });
  const expectedCount = resolveOperand(count, knownValues);
  const descriptions = [
    ...(status === undefined ? [] : [`the status ${status}`]),
    ...(is === undefined
      ? []
      : [`${pathOrBody(path ?? "")} that ${describeCondition(is, knownValues)}`]),
  ].join(" and ");
  const expected = `${shownValue(expectedCount)} of ${calls.length} responses have ${descriptions}`;
  return createCheck(
    expected,
    matchingCalls.length === expectedCount,
    String(matchingCalls.length),
  );
}

const createCheck = (expected: string, isMet: boolean, actual: string): ExpectationCheck =>
  isMet ? { expected, ok: isMet } : { expected, ok: isMet, actual };

const maxShownLength = 200;

function shownValue(value: unknown): string {
  const text = value === undefined ? "absent" : JSON.stringify(value);
  return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
}
