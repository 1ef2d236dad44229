/** TM Forum's own file, which is no part of this repository. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "./facts.ts";

export const publishedPath =
  process.env.TMF654_PUBLISHED_SPEC ??
  join(import.meta.dirname, "../../../shared/spec/TMF654-v4.0.0.swagger.json");

/** The published document, or undefined where no copy of it is at hand. */
export const readPublished = (): Node | undefined =>
  existsSync(publishedPath) ? (JSON.parse(readFileSync(publishedPath, "utf8")) as Node) : undefined;
