/** The blocks of code of a guide. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, blocksOf } from "../examples/blocks.ts";
import { root } from "../packages.ts";

/** A block of code with its section. */
export interface GuideBlock extends Block {
  /** The text of the heading above the block. */
  readonly section: string;
}

/** Reads all blocks of a guide in their order, and replaces texts in them. */
export function readBlocks(
  guide: string,
  replacements: ReadonlyMap<string, string>,
): readonly GuideBlock[] {
  const document = readFileSync(join(root, "docs", "guides", guide), "utf8");
  return document.split(/^## /m).flatMap((part) => {
    const [section = ""] = part.split("\n", 1);
    return blocksOf(part).map(({ language, text }) => ({
      section,
      language,
      text: replaceAll(text, replacements),
    }));
  });
}

function replaceAll(text: string, replacements: ReadonlyMap<string, string>): string {
  const pattern = new RegExp([...replacements.keys()].join("|"), "g");
  return text.replace(pattern, (found) => replacements.get(found) ?? found);
}
