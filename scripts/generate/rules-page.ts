/**
 * A program that writes the reference page of the rules to standard output. It is separate from
 * the generator, because it fails to load while the validators are being regenerated.
 */
import type { ValidationRule } from "@tmf654/validation";
import { rulesFor, schemaNames } from "@tmf654/validation/all";
import { ruleRows } from "../../packages/validation/test/support/rule-rows.ts";
import { ruleSources } from "./rule-sources.ts";

interface RuleEntry {
  readonly rule: ValidationRule;
  readonly requests: string[];
}

/** One entry for all rules with the same code, members, text and severity. */
function ruleEntries(): readonly RuleEntry[] {
  const entriesByKey = new Map<string, RuleEntry>();
  for (const name of schemaNames) {
    for (const rule of rulesFor(name)) {
      const key = [rule.code, rule.at, ...rule.reads, rule.message, rule.severity].join("\n");
      const entry = entriesByKey.get(key) ?? { rule, requests: [] };
      entry.requests.push(name);
      entriesByKey.set(key, entry);
    }
  }
  return [...entriesByKey.values()];
}

const toCode = (text: string): string => `\`${text}\``;

function sourceOf(name: string): string {
  const source = ruleSources[name];
  if (source === undefined)
    throw new Error(`Add the rule ${name} to scripts/generate/rule-sources.ts.`);
  return source;
}

const toJsonCode = (value: unknown): string => toCode(JSON.stringify(value).replaceAll("|", "\\|"));

function toSection(name: string, entries: readonly RuleEntry[]): string {
  const rows = entries.map(({ rule, requests }) => {
    const otherPaths = rule.reads.filter((path) => path !== rule.at).map(toCode);
    const cells = [
      toCode(rule.at),
      otherPaths.join(", "),
      rule.message,
      requests.map(toCode).join(", "),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const examples = ruleRows
    .filter((row) => row.code === name)
    .map(
      ({ on, refuse, accept }) =>
        `| ${toCode(on)} | ${toJsonCode(refuse)} | ${toJsonCode(accept)} |`,
    );
  const severity = entries[0]?.rule.severity ?? "error";
  return `## ${toCode(name)}

${sourceOf(name)}. Severity: ${severity}.

| member | also reads | message | requests |
|---|---|---|---|
${rows.join("\n")}

| request | invalid | valid |
|---|---|---|
${examples.join("\n")}
`;
}

const allEntries = ruleEntries();
const names = [...new Set(ruleRows.map((row) => row.code))];
const sections = names.map((name) =>
  toSection(
    name,
    allEntries.filter(({ rule }) => rule.code === name),
  ),
);

process.stdout.write(`# Rules

The rules of \`@tmf654/validation\` about requests that a schema cannot express. This page is
generated from the rules and from the examples that test them.

A rule applies when the members that it reads are well formed, whatever else is wrong. \`tuneRules\`
changes its severity or removes it. The examples show the members that differ from the smallest
valid body.

Structural codes come from the schemas: \`required\`, \`type\`, \`enum\`, \`format\`, \`minItems\`.

${sections.join("\n")}`);
