/** Differences of two servers in shape, status and arithmetic, as pure functions of two runs. */
import type { CaseResult, ConformanceReport, RecordedCall } from "../model/report.ts";
import { subtractExactly } from "../values/decimal.ts";
import { isRecord, valueAt } from "../values/path.ts";

/** One difference between two servers' responses to the same step of a case. */
export interface ServerDifference {
  readonly kind: "verdict" | "status" | "shape" | "arithmetic";
  readonly caseId: string;
  /** The request without the server, or the name of the comparison. */
  readonly subject: string;
  readonly left: string;
  readonly right: string;
}

/** Two runs of the same cases, and their differences. */
export interface ServerComparison {
  readonly left: ConformanceReport;
  readonly right: ConformanceReport;
  readonly differences: readonly ServerDifference[];
}

/** Compares two runs case by case; equal differences of shape appear once. */
export function compareRuns(left: ConformanceReport, right: ConformanceReport): ServerComparison {
  const rightCases = new Map(right.cases.map((each) => [each.id, each]));
  const seenDifferences = new Set<string>();
  const differences = left.cases.flatMap((leftCase) => {
    const rightCase = rightCases.get(leftCase.id);
    return rightCase === undefined
      ? []
      : differencesOf(leftCase, rightCase, left.baseUrl, right.baseUrl);
  });
  const withoutRepetitions = differences.filter(({ kind, subject, left: a, right: b }) => {
    const key = JSON.stringify([subject.replace(/[?/].*$/, ""), a, b]);
    if (kind !== "shape") return true;
    if (seenDifferences.has(key)) return false;
    seenDifferences.add(key);
    return true;
  });
  return { left, right, differences: withoutRepetitions };
}

function differencesOf(
  left: CaseResult,
  right: CaseResult,
  leftBase: string,
  rightBase: string,
): readonly ServerDifference[] {
  const caseId = left.id;
  const foundDifferences: ServerDifference[] = [];
  if (left.verdict !== right.verdict) {
    const verdictText = ({ verdict, reason }: CaseResult): string =>
      reason === "" ? verdict : `${verdict}: ${reason}`;
    foundDifferences.push({
      kind: "verdict",
      caseId,
      subject: left.title,
      left: verdictText(left),
      right: verdictText(right),
    });
  }
  const [leftCalls, b] = [callsOf(left), callsOf(right)];
  for (let index = 0; index < Math.min(leftCalls.length, b.length); index += 1) {
    const [leftCall, other] = [leftCalls[index], b[index]];
    if (leftCall === undefined || other === undefined) continue;
    const subject = `${leftCall.request.method} ${leftCall.request.url.replace(leftBase, "")}`;
    foundDifferences.push(...callDifferences(leftCall, other, caseId, subject));
  }
  const [leftChanges, movedThere] = [
    balanceChanges(leftCalls, leftBase),
    balanceChanges(b, rightBase),
  ];
  if (leftChanges !== movedThere && leftChanges !== undefined && movedThere !== undefined) {
    const subject = "change of the balance during the case";
    foundDifferences.push({
      kind: "arithmetic",
      caseId,
      subject,
      left: leftChanges,
      right: movedThere,
    });
  }
  return foundDifferences;
}

const callsOf = ({ steps }: CaseResult): readonly RecordedCall[] =>
  steps.flatMap(({ calls }) => calls.slice(0, 1));

function callDifferences(
  leftCall: RecordedCall,
  rightCall: RecordedCall,
  caseId: string,
  subject: string,
): readonly ServerDifference[] {
  const statusText = ({ response, error }: RecordedCall): string =>
    response === undefined ? `no response: ${error}` : String(response.status);
  if (statusText(leftCall) !== statusText(rightCall)) {
    return [
      { kind: "status", caseId, subject, left: statusText(leftCall), right: statusText(rightCall) },
    ];
  }
  const [leftShape, otherShape] = [shapeOf(leftCall), shapeOf(rightCall)];
  const onlyInLeft = missingFrom(otherShape, leftShape);
  const onlyInRight = missingFrom(leftShape, otherShape);
  if (onlyInLeft === "" && onlyInRight === "") return [];
  return [{ kind: "shape", caseId, subject, left: onlyInLeft || "-", right: onlyInRight || "-" }];
}

/** The paths and types of the source that the target lacks, as text. */
function missingFrom(otherShapes: ReadonlySet<string>, source: ReadonlySet<string>): string {
  return [...source].filter((path) => !otherShapes.has(path)).join(", ");
}

/** Every path of a body with its type. All elements of a list have one path. */
function shapeOf({ response }: RecordedCall): ReadonlySet<string> {
  const foundShapes = new Set<string>();
  if (response?.body !== undefined) collectShape(response.body, "", foundShapes);
  return foundShapes;
}

function collectShape(value: unknown, path: string, foundShapes: Set<string>): void {
  if (Array.isArray(value)) {
    foundShapes.add(`${path}[]`);
    for (const each of value) collectShape(each, `${path}[]`, foundShapes);
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      collectShape(member, path === "" ? name : `${path}.${name}`, foundShapes);
    }
  } else foundShapes.add(`${path}: ${value === null ? "null" : typeof value}`);
}

/** The change of each bucket that a case read twice. */
function balanceChanges(calls: readonly RecordedCall[], base: string): string | undefined {
  const firstBodies = new Map<string, unknown>();
  const changes: string[] = [];
  for (const { request, response } of calls) {
    const path = request.url.replace(base, "");
    if (request.method !== "GET" || !/^\/bucket\/[^?/]+$/.test(path)) continue;
    const bodyBefore = firstBodies.get(path);
    if (bodyBefore === undefined) {
      firstBodies.set(path, response?.body);
      continue;
    }
    const name =
      firstBodies.size > 1 ? `bucket ${[...firstBodies.keys()].indexOf(path) + 1}: ` : "";
    const parts = ["remainingValue", "reservedValue"].flatMap((member) => {
      const [amountBefore, to] = [bodyBefore, response?.body].map((one) =>
        valueAt(one, `${member}.amount`),
      );
      if (typeof amountBefore !== "number" || typeof to !== "number") return [];
      return [`${member} ${subtractExactly(to, amountBefore)}`];
    });
    changes.push(`${name}${parts.join(", ")}`);
  }
  return changes.length === 0 ? undefined : changes.join("; ");
}

/** The differences as lines, verdicts first. */
export function serverComparisonText({ left, right, differences }: ServerComparison): string {
  const head = `${left.server} compared with ${right.server}`;
  if (differences.length === 0) return `${head}: no difference in shape, status or arithmetic.\n`;
  const lines = differences.map(({ kind, caseId, subject, left: one, right: other }) => {
    const text = `${kind} ${caseId}: ${subject}\n  left:  ${one}\n  right: ${other}`;
    return text.replace(/[^\P{C}\n]+/gu, " ");
  });
  return `${[head, "", ...lines, "", `${differences.length} differences.`].join("\n")}\n`;
}
