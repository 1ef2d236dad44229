/** The compiler for the examples of a README, with the options of the repository. */
import { join } from "node:path";
import ts from "typescript";
import { root } from "../packages.ts";

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => root,
  getNewLine: () => "\n",
  getCanonicalFileName: (name) => name,
};

/** Returns the compiler's errors. The programs import packages as a file of `folder` does. */
export function compileExamples(folder: string, programs: readonly string[]): readonly string[] {
  const texts = new Map(
    programs.map((text, at) => [join(folder, `readme-example-${at + 1}.ts`), text]),
  );
  const options = optionsOf(join(root, "tsconfig.json"));
  const files = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...files,
    fileExists: (name) => texts.has(name) || files.fileExists(name),
    readFile: (name) => texts.get(name) ?? files.readFile(name),
    getSourceFile: (name, target, ...rest) => {
      const text = texts.get(name);
      return text === undefined
        ? files.getSourceFile(name, target, ...rest)
        : ts.createSourceFile(name, text, target);
    },
  });
  return [...texts.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    const syntax = program.getSyntacticDiagnostics(source);
    const errors = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source);
    return errors.map((each) => ts.formatDiagnostic(each, host).trim());
  });
}

function optionsOf(project: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(project, ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root).options;
}
