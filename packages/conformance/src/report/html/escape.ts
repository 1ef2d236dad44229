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

type HtmlValue = string | number | SafeHtml | readonly SafeHtml[];

/** Escapes the values of a template, except those that are HTML already. */
export function html(texts: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  const escapedValues = values.map(
    (value, index) => `${writeValue(value)}${texts[index + 1] ?? ""}`,
  );
  return { html: `${texts[0] ?? ""}${escapedValues.join("")}` };
}

function writeValue(value: HtmlValue): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  if ("html" in value) return value.html;
  return value.map((each) => each.html).join("");
}

/** Text escaped for HTML; control characters, which HTML does not allow, become visible. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replace(/[^\P{C}\n\t]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
