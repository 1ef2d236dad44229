/** Counts and tables of every report, as pure functions. */
import { operations, resources } from "@tmf654/contract";
import type { CertificateOperation } from "../model/case.ts";
import type { Certificate, CertifiedName } from "../model/certificate.ts";
import {
  type CaseResult,
  type CaseVerdict,
  type ConformanceReport,
  caseVerdicts,
  type VerdictCounts,
} from "../model/report.ts";
import { isResource, operationIds } from "../plan/operations.ts";

/** The number of cases by verdict. */
export function countVerdicts(results: readonly CaseResult[]): VerdictCounts {
  const counts: Record<CaseVerdict, number> = { passed: 0, failed: 0, inconclusive: 0, skipped: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** The worst verdict of a group of cases; `skipped` when none was run. */
export function verdictOf(counts: VerdictCounts): CaseVerdict {
  if (counts.failed > 0) return "failed";
  if (counts.inconclusive > 0) return "inconclusive";
  return counts.passed > 0 ? "passed" : "skipped";
}

/**
 * Whether the run shows that the server follows the rules: at least one case passed, and none
 * failed or was inconclusive. Skipped cases do not count.
 */
export function isConformant({ summary }: Pick<ConformanceReport, "summary">): boolean {
  return verdictOf(summary) === "passed";
}

/** `3 passed, 1 failed`; verdicts without cases are left out. */
export function countsText(counts: VerdictCounts): string {
  const parts = caseVerdicts.filter((verdict) => counts[verdict] > 0);
  return parts.map((verdict) => `${counts[verdict]} ${verdict}`).join(", ") || "no cases";
}

/** A row of the certificate's table. */
export interface CertificateRow {
  readonly resource: string;
  readonly cells: readonly {
    readonly operation: string;
    readonly counts: VerdictCounts;
  }[];
}

const operationTexts: Readonly<Record<CertificateOperation, string>> = {
  list: "GET",
  retrieve: "GET by id",
  create: "POST",
  patch: "PATCH",
  delete: "DELETE",
};

/** The certificate's resources and operations with their verdicts. */
export function certificateRows(
  certificate: Certificate,
  results: readonly CaseResult[],
): readonly CertificateRow[] {
  return Object.entries(certificate.resources).map(([key, entry]) => {
    const name = key as CertifiedName;
    // The official kit does not test the hub and the listeners, so the cases of the level
    // `contract` count for them.
    const level = isResource(name) ? "certified" : "contract";
    const levelResults = results.filter((result) => result.level === level);
    const cells = entry.operations.map((operation) => {
      const ids = operationIds(name, operation);
      const operationResults = levelResults.filter(({ operations: called }) =>
        called.some((id) => ids.includes(id)),
      );
      return { operation: operationTexts[operation], counts: countVerdicts(operationResults) };
    });
    return { resource: isResource(name) ? resources[name].schema : name, cells };
  });
}

/** A row of the matrix: a resource's operations by verb. */
export interface MatrixRow {
  readonly resource: string;
  readonly cells: Readonly<Record<string, VerdictCounts>>;
}

/** The columns of the matrix. */
export const matrixColumns = ["GET", "GET by id", "POST", "PATCH", "DELETE"] as const;

/**
 * Returns a row for each resource, with the results by operation. A case counts for each operation
 * that it calls.
 */
export function matrixRows(results: readonly CaseResult[]): readonly MatrixRow[] {
  const byOperation = new Map<string, CaseResult[]>();
  for (const result of results) {
    for (const id of result.operations) {
      byOperation.set(id, [...(byOperation.get(id) ?? []), result]);
    }
  }
  const rows = new Map<string, Record<string, CaseResult[]>>();
  for (const { id, resource, method, path } of Object.values(operations)) {
    const operationCases = byOperation.get(id);
    if (operationCases === undefined) continue;
    const column = method === "GET" && path.endsWith("{id}") ? "GET by id" : method;
    const row = rows.get(resource) ?? {};
    row[column] = [...(row[column] ?? []), ...operationCases];
    rows.set(resource, row);
  }
  return [...rows].map(([resource, row]) => ({
    resource,
    cells: Object.fromEntries(
      Object.entries(row).map(([column, own]) => [column, countVerdicts(own)]),
    ),
  }));
}
