const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe HTML: only `html` creates it. */
export interface SafeHtml {
  readonly html: string;
}

type Part = string | number | SafeHtml | readonly SafeHtml[];

/** Escapes the values of a template, except those that are HTML already. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): SafeHtml {
  const written = parts.map((part, index) => `${writePart(part)}${texts[index + 1] ?? ""}`);
  return { html: `${texts[0] ?? ""}${written.join("")}` };
}

function writePart(part: Part): string {
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if ("html" in part) return part.html;
  return part.map((each) => each.html).join("");
}

/** Text escaped for HTML; control characters, which HTML does not allow, become visible. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replace(/[^\P{C}\n\t]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
