/** The page docs/reference/config.md, from the types of the settings file. */
import { serveFlags } from "../../../packages/mock/src/cli/flags.ts";
import { checkConfig } from "../../../packages/mock/src/config/index.ts";
import { markdownTable } from "../../markdown-table.ts";
import { memberTexts } from "./docstrings.ts";
import { PAGE_HEADER, toCode } from "./page.ts";

const sources = [
  ["packages/mock/src/assembly/options.ts", "MockOptions"],
  // A member of `MockConfig` replaces the member of `MockOptions` with the same name.
  ["packages/mock/src/config/index.ts", "MockConfig"],
] as const;

/** Whether a settings file may have a member: the check accepts it without a value. */
export function isConfigMember(name: string): boolean {
  try {
    checkConfig({ [name]: undefined });
    return true;
  } catch {
    return false;
  }
}

/** The path of the page, and its text. */
export function emitConfigPage(root: string): Record<string, string> {
  const texts = new Map(sources.flatMap(([file, name]) => memberTexts(root, file, name)));
  const rows = [...texts.keys()]
    .filter(isConfigMember)
    .sort()
    .map((name) => {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [toCode(name), texts.get(name) ?? "", flag in serveFlags ? toCode(`--${flag}`) : ""];
    });
  return {
    "docs/reference/config.md": `${PAGE_HEADER}
# Members of the settings file

Every member of \`tmf654.config.ts\`, \`.js\` and \`.json\`, which \`tmf654-mock\` reads.
\`npm run generate\` writes this page from the types. A flag on the command line replaces a member.
[The command tmf654-mock](../guides/terminal.md) has an example.

${markdownTable(["member", "description", "flag"], rows)}
`,
  };
}
