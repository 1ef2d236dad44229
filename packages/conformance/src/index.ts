/** A conformance suite for any TMF654 v4 server, in Node and in a page. */

export { features } from "./cases/index.ts";
export { compareServers } from "./compare-servers/compare-servers.ts";
export {
  type ServerComparison,
  type ServerDifference,
  serverComparisonText,
} from "./compare-servers/differences.ts";
export { checkKitConfig } from "./kit/check-config.ts";
export { importNewman } from "./kit/import-newman.ts";
export {
  type AttributesByResource,
  type CaseDimensions,
  type CaseLevel,
  type CaseNeed,
  type CaseSource,
  type CaseStep,
  type CaseTemplate,
  type CertificateAttributes,
  type CertificateOperation,
  type ConformanceCase,
  caseLevels,
  type EditedBody,
  type EventStep,
  type Feature,
  type RequestStep,
} from "./model/case.ts";
export {
  type Certificate,
  type CertifiedResource,
  defaultCertificate,
} from "./model/certificate.ts";
export type { Condition, Expectation, Operand } from "./model/expectation.ts";
export {
  type CaseResult,
  type CaseVerdict,
  type CleanUp,
  type ConformanceReport,
  caseVerdicts,
  type FileIssue,
  type RecordedCall,
  type RecordedCheck,
  type RecordedRequest,
  type RecordedResponse,
  type RecordedStep,
  type ResponseNote,
  type VerdictCounts,
} from "./model/report.ts";
export type { TemplateValue } from "./model/template-value.ts";
export { readCertificate } from "./plan/read-certificate.ts";
export type { RunPlatform } from "./platform.ts";
export { type ChangedCase, compareReports } from "./report/compare.ts";
export { toMarkdown } from "./report/github.ts";
export { toHtml } from "./report/html/page.ts";
export { toJUnit } from "./report/junit.ts";
export { readReport } from "./report/read.ts";
export { isConformant } from "./report/summary.ts";
export { toText } from "./report/terminal.ts";
export { type ClientCredentials, withClientCredentials } from "./run/oauth.ts";
export {
  type CallbackInbox,
  type ConformanceOptions,
  ConformanceOptionsError,
} from "./run/options.ts";
export { planCases, runConformance } from "./run/run.ts";
