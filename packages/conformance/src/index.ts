/** A conformance suite for any TMF654 v4 server, in Node and in a page. */
export { features } from "./cases/index.ts";
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
export type { Machine } from "./platform.ts";
export {
  type CallbackInbox,
  type ConformanceOptions,
  ConformanceOptionsError,
} from "./run/options.ts";
export { planCases, runConformance } from "./run/run.ts";
