/** The blocks of code of a guide. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../packages.ts";

/** A block of code. */
export interface GuideBlock {
  /** The text of the heading above the block. */
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

/** Reads all blocks of a guide in their order, and replaces texts in them. */
export function readBlocks(
  guide: string,
  replacements: ReadonlyMap<string, string>,
): readonly GuideBlock[] {
  const text = readFileSync(join(root, "docs", "guides", guide), "utf8");
  return text.split(/^## /m).flatMap((part) => {
    const [section = ""] = part.split("\n", 1);
    return [...part.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
      ([, language = "", code = ""]) => ({
        section,
        language,
        code: replaceAll(code, replacements),
      }),
    );
  });
}

function replaceAll(code: string, replacements: ReadonlyMap<string, string>): string {
  const pattern = new RegExp([...replacements.keys()].join("|"), "g");
  return code.replace(pattern, (found) => replacements.get(found) ?? found);
}
