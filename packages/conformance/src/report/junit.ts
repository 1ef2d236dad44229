/** JUnit XML for CI systems: one suite for each level, one class for each feature. */
import { caseLevels } from "../model/case.ts";
import type { CaseResult, ConformanceReport } from "../model/report.ts";
import { countVerdicts } from "./summary.ts";

/** The report as JUnit XML. An inconclusive case is an error there, because it did not pass. */
export function toJUnit(report: ConformanceReport): string {
  const suites = caseLevels.flatMap((level) => {
    const cases = report.cases.filter((each) => each.level === level);
    return cases.length === 0 ? [] : [suiteXml(level, cases)];
  });
  const name = escapeXml(`TMF654 conformance of ${report.server}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${name}" ${countAttributes(report.cases, report.ms)}>
${suites.join("\n")}
</testsuites>
`;
}

function suiteXml(level: string, cases: readonly CaseResult[]): string {
  const ms = cases.reduce((sum, each) => sum + each.ms, 0);
  return `<testsuite name="${level}" ${countAttributes(cases, ms)}>
${cases.map(testCaseXml).join("\n")}
</testsuite>`;
}

function countAttributes(cases: readonly CaseResult[], ms: number): string {
  const { failed, inconclusive, skipped } = countVerdicts(cases);
  return [
    `tests="${cases.length}"`,
    `failures="${failed}"`,
    `errors="${inconclusive}"`,
    `skipped="${skipped}"`,
    `time="${toSeconds(ms)}"`,
  ].join(" ");
}

function testCaseXml({ id, level, feature, title, verdict, reason, ms }: CaseResult): string {
  const name = escapeXml(`${title} (${id})`);
  const head = `<testcase name="${name}" classname="${level}.${feature}" time="${toSeconds(ms)}"`;
  if (verdict === "passed") return `${head}/>`;
  const tag = { failed: "failure", inconclusive: "error", skipped: "skipped" }[verdict];
  return `${head}><${tag} message="${escapeXml(reason)}"/></testcase>`;
}

const toSeconds = (ms: number): string => (ms / 1000).toFixed(3);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text for XML 1.0: characters that it forbids become a replacement character. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll("\n", "&#10;");
}
