/** The reader of TM Forum's published file, which is not part of this repository. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "./facts.ts";

export const publishedPath =
  process.env.TMF654_PUBLISHED_SPEC ??
  join(import.meta.dirname, "../../../shared/spec/TMF654-v4.0.0.swagger.json");

/** Returns the published document, or undefined when there is no copy of it. */
export const readPublished = (): Node | undefined =>
  existsSync(publishedPath) ? (JSON.parse(readFileSync(publishedPath, "utf8")) as Node) : undefined;
