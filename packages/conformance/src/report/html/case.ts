/** One case of the HTML report. */
import type { CaseResult, RecordedCall, RecordedStep } from "../../model/report.ts";
import { html, type SafeHtml } from "./escape.ts";

const sourceTexts: Readonly<Record<string, string>> = {
  contract: "the published contract",
  TMF630: "the TMF630 guidelines",
  kit: "the official kit's assertions",
  project: "a decision of this project, where the other sources say nothing",
};

/** A case with its requests. It is open when it did not pass, so that a print shows the reason. */
export function caseHtml(result: CaseResult): SafeHtml {
  const { id, title, verdict, reason, rule, source, why, steps } = result;
  const isOpen = verdict === "failed" || verdict === "inconclusive";
  return html`<details class="${verdict}"${isOpen ? html` open` : ""}>
<summary><span class="verdict ${verdict}">${verdict}</span> ${title}
<code class="id">${id}</code></summary>
<div class="detail">${reason === "" ? "" : html`<p>${reason}</p>`}
<dl><dt>Rule</dt><dd>${rule}</dd><dt>Source</dt><dd>${sourceTexts[source] ?? source}</dd>
<dt>Why it matters</dt><dd>${why}</dd></dl>
${steps.map(stepHtml)}</div></details>
`;
}

function stepHtml({ calls, checks }: RecordedStep): SafeHtml {
  const list = checks.map(
    ({ expected, ok, actual }) =>
      html`<li class="${ok ? "passed" : "failed"}">${ok ? "✓" : "✗"} ${expected}${
        actual === undefined || actual === "" ? "" : html`; got <code>${actual}</code>`
      }</li>`,
  );
  return html`${calls.map(callHtml)}${list.length > 0 ? html`<ul>${list}</ul>` : ""}`;
}

/** A request with its response, or with the reason for a missing response. */
export function callHtml({ request, response, error }: RecordedCall): SafeHtml {
  const requestLines = [`${request.method} ${request.url}`, ...headerLines(request.headers)];
  const responseLines =
    response === undefined
      ? [`no response: ${error ?? ""}`]
      : [`HTTP ${response.status}`, ...headerLines(response.headers)];
  return html`<pre>${withBody(requestLines, request.body)}</pre><pre>${withBody(responseLines, response?.text)}</pre>`;
}

/** Headers that no rule is about; the report omits them. */
const ignoredHeaders =
  /^(?:accept|date|connection|keep-alive|cache-control|transfer-encoding|content-length|vary|etag)$/;

function headerLines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => !ignoredHeaders.test(name))
    .map(([name, value]) => `${name}: ${value}`);
}

function withBody(lines: readonly string[], body: string | undefined): string {
  return body ? [...lines, "", body].join("\n") : lines.join("\n");
}
