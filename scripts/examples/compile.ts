/** The compiler for the examples of the documents, with the options of the repository. */
import { join } from "node:path";
import ts from "typescript";
import { root } from "../packages.ts";

/** An example as a file. Its imports are resolved from the folder of this file. */
export interface ExampleFile {
  readonly name: string;
  readonly text: string;
}

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => root,
  getNewLine: () => "\n",
  getCanonicalFileName: (name) => name,
};

/**
 * Returns the compiler's errors. All examples are compiled in one program, because most of the time
 * is spent on the packages that they import.
 */
export function compileExamples(examples: readonly ExampleFile[]): readonly string[] {
  const texts = new Map(examples.map(({ name, text }) => [name, text]));
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

/**
 * Options that are stricter than those of the sources: a reader may use exactOptionalPropertyTypes.
 */
function optionsOf(project: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(project, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [], include: [] },
    ts.sys,
    root,
  );
  return { ...options, exactOptionalPropertyTypes: true };
}
