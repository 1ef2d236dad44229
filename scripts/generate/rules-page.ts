/**
 * Writes the page of rules to standard output. A program of its own, because it imports workspace
 * packages from their sources, which takes a condition that the generator does not run with.
 */
import type { Rule } from "@tmf654/validation";
import { rulesFor, schemaNames } from "@tmf654/validation/all";
import { ruleRows } from "../../packages/validation/test/support/rule-rows.ts";
import { ruleSources } from "./rule-sources.ts";

type Entry = { readonly rule: Rule; readonly requests: string[] };

/** Rules with the same code, place and text are one entry, whichever request they belong to. */
function entries(): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const name of schemaNames) {
    for (const rule of rulesFor(name)) {
      const key = [rule.code, rule.at, rule.message, rule.severity].join("\n");
      const entry = found.get(key) ?? { rule, requests: [] };
      entry.requests.push(name);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}

const code = (text: string): string => `\`${text}\``;

function sourceOf(name: string): string {
  const source = ruleSources[name];
  if (source === undefined) throw new Error(`scripts/generate/rule-sources.ts lacks ${name}.`);
  return source;
}

const json = (value: unknown): string => code(JSON.stringify(value).replaceAll("|", "\\|"));

function section(name: string, all: readonly Entry[]): string {
  const rows = all.map(({ rule, requests }) => {
    const others = rule.reads.filter((path) => path !== rule.at).map(code);
    const cells = [code(rule.at), others.join(", "), rule.message, requests.map(code).join(", ")];
    return `| ${cells.join(" | ")} |`;
  });
  const examples = ruleRows
    .filter((row) => row.code === name)
    .map(({ on, refuse, accept }) => `| ${code(on)} | ${json(refuse)} | ${json(accept)} |`);
  const severity = all[0]?.rule.severity ?? "error";
  return `## ${code(name)}

${sourceOf(name)}. Severity: ${severity}.

| at | reads also | the text | in |
|---|---|---|---|
${rows.join("\n")}

| in | refused | accepted |
|---|---|---|
${examples.join("\n")}
`;
}

const all = entries();
const names = [...new Set(ruleRows.map((row) => row.code))];
const sections = names.map((name) =>
  section(
    name,
    all.filter(({ rule }) => rule.code === name),
  ),
);

process.stdout.write(`# Rules

What a schema cannot say about a request, as \`@tmf654/validation\` asks it. Written by
\`npm run generate\` from the rules and the examples that test them. A rule is asked whenever what
it reads is well formed, whatever else is wrong; \`tuneRules\` changes its severity or switches it
off. The examples are the members that differ from the least valid body.

Structural codes, from the schemas: \`required\`, \`type\`, \`enum\`, \`format\`, \`minItems\`.

${sections.join("\n")}`);
