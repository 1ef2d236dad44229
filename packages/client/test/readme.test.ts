import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "..");
const readme = readFileSync(join(folder, "README.md"), "utf8");

const examples = readme.split(/^## /m).flatMap((section) => {
  const [title = ""] = section.split("\n", 1);
  const blocks = [...section.matchAll(/```ts\n([\s\S]*?)```/g)];
  return blocks.map(([, code = ""]) => [title, code] as const);
});

/** What an example says that it prints: the comments behind its `console.log` calls. */
const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log.*\)[;,] \/\/ (.+)$/gm)].map(([, text = ""]) => text);

it.each(examples)(
  "the example of %s prints what it says",
  async (_, code) => {
    const server = await serve(createMock());
    try {
      const text = code.replace("http://127.0.0.1:4010", server.url);
      const args = [
        "--input-type=module-typescript",
        "--conditions=@tmf654/source",
        "--eval",
        text,
      ];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
      expect(promised(code).length).toBeGreaterThan(0);
      expect(stdout.trim().split("\n")).toEqual(promised(code));
    } finally {
      await server.close();
    }
  },
  30_000,
);
