/** docs/reference/generators.md, from the results of a run. */
import { GENERATOR } from "./targets.ts";

export interface GeneratorRow {
  readonly name: string;
  /** The version line that the toolchain prints. */
  readonly version: string;
  readonly result: "passed" | "failed" | "not run";
  readonly detail: string;
}

export function toMarkdown(rows: readonly GeneratorRow[]): string {
  const lines = rows.map(({ name, version, result, detail }) => {
    const cells = [name, version, result === "failed" ? "**failed**" : result, detail];
    return `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return `${HEAD}${lines.join("\n")}\n`;
}

const HEAD = `# Clients of other languages

Clients that \`npm run generators\` made from the contract with \`${GENERATOR}\`. Each client is
compiled. Then a program uses it with a running mock. The program lists buckets in pages, reads
one bucket, tops it up, reserves and consumes an amount, and reads the history. Amounts must
arrive exactly. The clients for Java, Go and Python refuse members that the contract does not
declare.

| client | toolchain | result | steps or error |
|---|---|---|---|
`;
