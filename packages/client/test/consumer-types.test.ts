import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

test.each([true, false])(
  "code of an app compiles with exactOptionalPropertyTypes: %s",
  (exactOptionalPropertyTypes) => {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
    const { options: usual } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const file = join(import.meta.dirname, "helpers/consumer-types.ts");
    const program = ts.createProgram([file], { ...usual, exactOptionalPropertyTypes });
    const source = program.getSourceFile(file);
    const messages = program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    expect(messages).toEqual([]);
  },
  120_000,
);
