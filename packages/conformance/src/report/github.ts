/** A summary in Markdown, as GitHub shows it next to a workflow run. */
import type { CaseResult, ConformanceReport } from "../model/report.ts";
import { certificateRows, countsText, isConformant, verdictOf } from "./summary.ts";

const signs = { passed: "✅", failed: "❌", inconclusive: "⚠️", skipped: "⏭️" } as const;

/** The maximum number of listed cases. The HTML report lists all cases. */
const maxListedCases = 50;

/** The report as Markdown: the certificate's table, and the cases that did not pass. */
export function toMarkdown(report: ConformanceReport): string {
  const rows = certificateRows(report.certificate, report.cases).flatMap(({ resource, cells }) =>
    cells.map(
      ({ operation, counts }) =>
        `| ${resource} | ${operation} | ${signs[verdictOf(counts)]} ${countsText(counts)} |`,
    ),
  );
  const listedCases = report.cases.filter(
    ({ verdict }) => verdict === "failed" || verdict === "inconclusive",
  );
  const result = isConformant(report) ? "✅ Conformant" : "❌ Not proven conformant";
  return [
    `## TMF654 conformance of ${escapeMarkdown(report.server)}`,
    "",
    `${result}: ${countsText(report.summary)}.`,
    "",
    `| ${escapeMarkdown(report.certificate.name)} | operation | result |`,
    "|---|---|---|",
    ...rows,
    "",
    ...listedCases.slice(0, maxListedCases).map(tableLine),
    ...(listedCases.length > maxListedCases
      ? [`- … and ${listedCases.length - maxListedCases} more`]
      : []),
    "",
  ].join("\n");
}

function tableLine({ id, title, verdict, reason }: CaseResult): string {
  return `- ${signs[verdict]} **${escapeMarkdown(title)}** (\`${id}\`): ${escapeMarkdown(reason)}`;
}

/** Escapes a server's text: it becomes no link, no HTML and no new line. */
function escapeMarkdown(value: string): string {
  return value.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]<>()#|!~@]/g, "\\$&");
}
