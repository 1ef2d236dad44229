/** Text of a run for the terminal. */
import { type ConformanceCase, caseLevels } from "../model/case.ts";
import type { CaseResult, ConformanceReport } from "../model/report.ts";
import { certificateRows, countsText, countVerdicts, isConformant, verdictOf } from "./summary.ts";

/** The line of a case that did not pass, with its reason below. */
export function caseLine({ id, verdict, reason, title }: CaseResult): string {
  return `${verdict.toUpperCase()} ${id}: ${oneLine(title)}\n  ${oneLine(reason)}`;
}

/** The line of a case that `--list` prints. */
export function listLine({ id, title, needs }: ConformanceCase): string {
  return needs.length === 0 ? `${id}  ${title}` : `${id}  ${title} [${needs.join(", ")}]`;
}

/** The end of a run: certificate, levels, resources left on the server, one last line. */
export function toText(report: ConformanceReport): string {
  const certificate = certificateRows(report.certificate, report.cases).flatMap((row) =>
    row.cells.map(
      ({ operation, counts }) =>
        `  ${row.resource.padEnd(20)} ${operation.padEnd(10)} ${verdictOf(counts)}: ${countsText(counts)}`,
    ),
  );
  const levels = caseLevels.flatMap((level) => {
    const levelCases = report.cases.filter((each) => each.level === level);
    return levelCases.length === 0
      ? []
      : [`  ${level.padEnd(11)} ${countsText(countVerdicts(levelCases))}`];
  });
  const { written, left } = report.cleanUp;
  const issues = report.responseNotes.filter(({ kind }) => kind === "issue");
  return [
    "",
    report.certificate.name,
    ...certificate,
    "",
    ...levels,
    "",
    ...(issues.length > 0
      ? [`${issues.length} kinds of issues in responses, listed in the reports.`]
      : []),
    ...(written > 0 ? [`The run wrote ${written} resources, marked "${report.run}".`] : []),
    ...left.map((line) => `  left behind: ${oneLine(line)}`),
    `${isConformant(report) ? "Conformant" : "Not proven conformant"}: ${countsText(report.summary)} (${(report.ms / 1000).toFixed(1)} s)`,
    "",
  ].join("\n");
}

/** Text from a server, without the characters that control a terminal. */
function oneLine(text: string): string {
  return text.replace(/[^\P{C}]+/gu, " ");
}
