/** Code for @tmf654/conformance 0.1.0: every export, and the examples of the documents. Frozen. */
import { isConformant, planCases, runConformance } from "@tmf654/conformance";
import { createMock } from "@tmf654/mock";

export type { AttributesByResource, CallbackInbox, CaseDimensions, CaseLevel, CaseNeed, CaseResult, CaseSource, CaseStep, CaseTemplate, CaseVerdict, Certificate, CertificateAttributes, CertificateOperation, CertifiedResource, ChangedCase, CleanUp, ClientCredentials, Condition, ConformanceCase, ConformanceOptions, ConformanceReport, EditedBody, EventStep, Expectation, Feature, FileIssue, Operand, RecordedCall, RecordedCheck, RecordedRequest, RecordedResponse, RecordedStep, RequestStep, ResponseNote, RunPlatform, ServerComparison, ServerDifference, TemplateValue, VerdictCounts } from "@tmf654/conformance";
export { ConformanceOptionsError, caseLevels, caseVerdicts, checkKitConfig, compareReports, compareServers, defaultCertificate, features, importNewman, isConformant, planCases, readCertificate, readReport, runConformance, serverComparisonText, toHtml, toJUnit, toMarkdown, toText, withClientCredentials } from "@tmf654/conformance";

export async function example1() {
const mock = createMock();
const baseUrl = `http://mock${mock.basePath}`;
const report = await runConformance({ fetch: mock.fetch, baseUrl, levels: ["certified"], allowWrites: true });
isConformant(report); // true
report.summary.failed; // 0
report.cleanUp.left.length; // 1
planCases({ filters: ["behaviour.topupBalance"] }).length > 5; // true
}
