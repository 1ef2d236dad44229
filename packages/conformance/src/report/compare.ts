/** Changes from one report to another, as pure functions. */
import type { CaseVerdict, ConformanceReport } from "../model/report.ts";

/** A case whose verdict changed. */
export interface ChangedCase {
  readonly id: string;
  readonly before: CaseVerdict | "absent";
  readonly after: CaseVerdict | "absent";
  readonly reason: string;
  /** Whether the case passed before and does not pass now. */
  readonly isWorse: boolean;
}

/** The changed cases; those that got worse come first. */
export function compareReports(
  before: ConformanceReport,
  after: ConformanceReport,
): readonly ChangedCase[] {
  const casesBefore = new Map(before.cases.map((each) => [each.id, each]));
  const casesNow = new Map(after.cases.map((each) => [each.id, each]));
  const ids = [...new Set([...casesBefore.keys(), ...casesNow.keys()])];
  const changed = ids.flatMap((id): readonly ChangedCase[] => {
    const verdictBefore = casesBefore.get(id)?.verdict ?? "absent";
    const verdictNow = casesNow.get(id)?.verdict ?? "absent";
    if (verdictBefore === verdictNow) return [];
    const reason = casesNow.get(id)?.reason ?? "the second report does not have the case";
    return [
      { id, before: verdictBefore, after: verdictNow, reason, isWorse: verdictBefore === "passed" },
    ];
  });
  return [...changed].sort((left, right) => Number(right.isWorse) - Number(left.isWorse));
}

/** The comparison as lines. */
export function comparisonText(changed: readonly ChangedCase[]): string {
  if (changed.length === 0) return "Nothing changed.\n";
  const lines = changed.map(({ id, before, after, reason, isWorse }) => {
    const head = `${isWorse ? "WORSE" : "changed"} ${id}: ${before} -> ${after}`;
    return reason === "" ? head : `${head}\n  ${reason.replace(/[^\P{C}]+/gu, " ")}`;
  });
  const worseCount = changed.filter(({ isWorse }) => isWorse).length;
  return `${[...lines, "", `${changed.length} cases changed, ${worseCount} of them got worse.`].join("\n")}\n`;
}
