/** The reader of a report file. */
import type { ConformanceReport } from "../model/report.ts";
import { ConformanceOptionsError } from "../run/options.ts";
import { isRecord } from "../values/path.ts";

/** The report in a parsed file. Throws `ConformanceOptionsError` when it is not a report. */
export function readReport(value: unknown, name: string): ConformanceReport {
  if (isRecord(value) && value.format === "tmf654-conformance/1" && Array.isArray(value.cases)) {
    return value as unknown as ConformanceReport;
  }
  const message = "is not a report of this suite. Write one with --json.";
  throw new ConformanceOptionsError([{ path: name, code: "format", message }]);
}
