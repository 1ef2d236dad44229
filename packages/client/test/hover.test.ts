import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("hover-app.ts", import.meta.url));
const app = `import { createClient } from "@tmf654/client";
import { topupBalanceCreate } from "@tmf654/validation";
const client = createClient({ baseUrl: "http://localhost/v4" });
client.bucket.retrieve("b1");
export const create = topupBalanceCreate;
`;

/** Returns what an editor shows for the last occurrence of a text in the app. */
function createHover(): (text: string) => { readonly type: string; readonly text: string } {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ["@tmf654/source"],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: ["node"],
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = name === file ? app : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => fileURLToPath(new URL(".", import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return (text) => {
    const info = service.getQuickInfoAtPosition(file, app.lastIndexOf(text));
    return {
      type: ts.displayPartsToString(info?.displayParts),
      text: ts.displayPartsToString(info?.documentation),
    };
  };
}

test("an editor shows a sentence for a method, and the names of types", () => {
  const hover = createHover();
  expect(hover("retrieve(").text).toMatch(/^Reads one resource by its id\. /);
  expect(hover("client.bucket").type).toBe("const client: ClientWithoutHttp");
  expect(hover("topupBalanceCreate;").text).toMatch(/^Validates the schema `TopupBalance_Create`/);
}, 120_000);
