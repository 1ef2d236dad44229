/** The HTML report: one file without scripts, to read, print and sign. */
import { caseLevels } from "../../model/case.ts";
import {
  type CaseResult,
  type ConformanceReport,
  caseVerdicts,
  type VerdictCounts,
} from "../../model/report.ts";
import {
  certificateRows,
  countsText,
  countVerdicts,
  isConformant,
  matrixColumns,
  matrixRows,
  verdictOf,
} from "../summary.ts";
import { callHtml, caseHtml } from "./case.ts";
import { html, type SafeHtml } from "./escape.ts";
import { style } from "./style.ts";

/** The report as one HTML file. */
export function toHtml(report: ConformanceReport): string {
  const title = `TMF654 conformance: ${report.server}`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: style }}</style></head><body><main>
<h1>${title}</h1>
${resultHtml(report)}
<h2>Certificate: ${report.certificate.name}</h2>
${certificateHtml(report)}
<h2>The run</h2>
${runHtml(report)}
<h2>Levels</h2>
${levelsHtml(report)}
<h2>Resources by operations</h2>
<p>A case counts for every operation that it calls.</p>
${matrixHtml(report)}
${notesHtml(report)}
${cleanUpHtml(report)}
<div class="sign"><div>Name</div><div>Date</div><div>Signature</div></div>
<h2>Cases</h2>
<fieldset><legend>Show</legend>
<label><input type="radio" name="show" id="show-all" checked> all cases</label>
<label><input type="radio" name="show" id="show-rest"> failed and inconclusive ones</label>
</fieldset>
${featuresHtml(report.cases)}
<h2>Preparation</h2>
<p>Requests that found the ids of the cases.</p>
${report.preparation.map(preparationHtml)}
</main></body></html>
`;
  return page.html;
}

function resultHtml(report: ConformanceReport): SafeHtml {
  const verdict = verdictOf(report.summary);
  const text = isConformant(report)
    ? `Conformant: ${countsText(report.summary)}.`
    : `Not proven conformant: ${countsText(report.summary)}.`;
  return html`<p class="result ${verdict}">${text}</p>`;
}

function countsHtml(counts: VerdictCounts): SafeHtml {
  const verdict = verdictOf(counts);
  if (verdict === "passed" && counts.skipped === 0) {
    return html`<span class="verdict passed">${counts.passed} passed</span>`;
  }
  return html`<span class="verdict ${verdict}">${verdict}</span>: ${countsText(counts)}`;
}

function certificateHtml({ certificate, cases }: ConformanceReport): SafeHtml {
  const rows = certificateRows(certificate, cases).flatMap(({ resource, cells }) =>
    cells.map(
      ({ operation, counts }, index) =>
        html`<tr>${
          index === 0 ? html`<th scope="rowgroup" rowspan="${cells.length}">${resource}</th>` : ""
        }<td>${operation}</td><td>${countsHtml(counts)}</td></tr>`,
    ),
  );
  return html`<section class="wide" tabindex="0" aria-label="Certificate"><table>
<thead><tr><th scope="col">Resource</th><th scope="col">Operation</th><th scope="col">Result</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

function runHtml(report: ConformanceReport): SafeHtml {
  return html`<dl><dt>Server</dt><dd>${report.server}</dd>
<dt>Base URL</dt><dd>${report.baseUrl}</dd>
<dt>Date</dt><dd>${report.startedAt}</dd>
<dt>Duration</dt><dd>${(report.ms / 1000).toFixed(1)} s</dd>
<dt>Levels</dt><dd>${report.levels.join(", ")}</dd>
<dt>Writing</dt><dd>${report.allowWrites ? "allowed" : "not allowed"}</dd>
<dt>Mark of the run</dt><dd>${report.run}</dd></dl>`;
}

function levelsHtml({ cases }: ConformanceReport): SafeHtml {
  const rows = caseLevels.flatMap((level) => {
    const counts = countVerdicts(cases.filter((each) => each.level === level));
    if (Object.values(counts).every((count) => count === 0)) return [];
    const cells = caseVerdicts.map((verdict) => html`<td>${counts[verdict]}</td>`);
    return [html`<tr><th scope="row">${level}</th>${cells}</tr>`];
  });
  const heads = caseVerdicts.map((verdict) => html`<th scope="col">${verdict}</th>`);
  return html`<section class="wide" tabindex="0" aria-label="Levels"><table>
<thead><tr><th scope="col">Level</th>${heads}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function matrixHtml({ cases }: ConformanceReport): SafeHtml {
  const rows = matrixRows(cases).map(({ resource, cells }) => {
    const columns = matrixColumns.map((column) => {
      const counts = cells[column];
      return counts === undefined ? html`<td></td>` : html`<td>${countsHtml(counts)}</td>`;
    });
    return html`<tr><th scope="row">${resource}</th>${columns}</tr>`;
  });
  const heads = matrixColumns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<section class="wide" tabindex="0" aria-label="Matrix"><table>
<thead><tr><th scope="col">Resource</th>${heads}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function notesHtml({ responseNotes }: ConformanceReport): SafeHtml {
  if (responseNotes.length === 0) {
    return html`<h2>Every response</h2><p>All responses match the contract's schemas.</p>`;
  }
  const rows = responseNotes.map(
    ({ kind, operation, path, message, count }) =>
      html`<tr><td>${kind === "issue" ? "issue" : "note"}</td><td>${operation}</td>
<td><code>${path}</code> ${message}</td><td>${count}</td></tr>`,
  );
  const heads = ["Kind", "Operation", "What", "Responses"];
  return html`<h2>Every response</h2>
<p>Issues of all responses of the run, found with the contract's schemas.
Members that the contract does not declare are allowed.</p>
<section class="wide" tabindex="0" aria-label="Every response"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

function cleanUpHtml({ cleanUp }: ConformanceReport): SafeHtml {
  if (cleanUp.written === 0) return html`<h2>Clean-up</h2><p>The run wrote nothing.</p>`;
  const listHtml = (lines: readonly string[]): SafeHtml =>
    lines.length === 0
      ? html`<p>Nothing.</p>`
      : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  return html`<h2>Clean-up</h2><p>The run created ${cleanUp.written} resources that its cases did not delete.</p>
<h3>Undone</h3>${listHtml(cleanUp.undone)}<h3>Left behind</h3>${listHtml(cleanUp.left)}`;
}

function featuresHtml(cases: readonly CaseResult[]): readonly SafeHtml[] {
  const groups = new Map<string, CaseResult[]>();
  for (const each of cases) {
    const name = `${each.level}: ${each.feature.replaceAll("-", " ")}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups].map(
    ([name, own]) => html`<h3>${name} (${countsText(countVerdicts(own))})</h3>
${own.map(caseHtml)}`,
  );
}

function preparationHtml(call: ConformanceReport["preparation"][number]): SafeHtml {
  const { request, response } = call;
  const status = response === undefined ? "no response" : String(response.status);
  return html`<details><summary>${request.method} ${request.url}: ${status}</summary>
<div class="detail">${callHtml(call)}</div></details>`;
}
