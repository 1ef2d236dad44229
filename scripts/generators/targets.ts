/** The clients to generate: how each one is generated, built and run. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../packages.ts";

/** The Maven coordinates of the generator. */
export const GENERATOR = "org.openapitools:openapi-generator-cli:7.17.0";

export interface Target {
  readonly name: string;
  /** The command that prints the toolchain's version in its first line. */
  readonly version: readonly string[];
  readonly generate: readonly string[];
  /** Whether the client can refuse members that the contract does not declare. */
  readonly strict: boolean;
  /** Copies the program to its place in the generated client. */
  readonly prepare: (folder: string) => void;
  readonly build: readonly (readonly string[])[];
  readonly run: (folder: string) => readonly string[];
}

const programs = join(import.meta.dirname, "programs");

const createCopier =
  (file: string, ...place: readonly string[]) =>
  (folder: string): void => {
    mkdirSync(join(folder, ...place.slice(0, -1)), { recursive: true });
    copyFileSync(join(programs, file), join(folder, ...place));
  };

const CLASSPATH = ["dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"];
const compileCommand = [
  "mvn",
  "-q",
  "-B",
  "-Dmaven.compiler.parameters=true",
  "compile",
  ...CLASSPATH,
];

const createJavaRun =
  (main: string) =>
  (folder: string): readonly string[] => {
    const libraries = readFileSync(join(folder, "classpath.txt"), "utf8").trim();
    return ["java", "-cp", `target/classes:${libraries}`, main];
  };

const createJavaTarget = (library: string): Target => ({
  name: `Java ${library}`,
  version: ["javac", "--version"],
  generate: ["-g", "java", "--library", library],
  strict: true,
  prepare: createCopier("Main.java", "src", "main", "java", "Main.java"),
  build: [compileCommand],
  run: createJavaRun("Main"),
});

const tsc = [process.execPath, join(root, "node_modules", "typescript", "lib", "tsc.js")];
const TSC_OPTIONS = "--strict --target es2022 --module commonjs --lib es2022,dom --outDir out";
const goModule = ["--git-host", "example.test", "--git-user-id", "generated"];

export const targets: readonly Target[] = [
  createJavaTarget("okhttp-gson"),
  createJavaTarget("native"),
  {
    name: "Kotlin",
    version: ["javac", "--version"],
    generate: ["-g", "kotlin"],
    strict: false,
    prepare: (folder) => {
      createCopier("Main.kt", "src", "main", "kotlin", "Main.kt")(folder);
      createCopier("kotlin.pom.xml", "pom.xml")(folder);
    },
    build: [compileCommand],
    run: createJavaRun("MainKt"),
  },
  {
    name: "Go",
    version: ["go", "version"],
    generate: [
      "-g",
      "go",
      ...goModule,
      "--git-repo-id",
      "client",
      "--global-property",
      "apiTests=false",
    ],
    strict: true,
    prepare: createCopier("main.go", "cmd", "steps", "main.go"),
    build: [["go", "build", "-o", "steps", "./cmd/steps"]],
    run: () => ["./steps"],
  },
  {
    name: "Python",
    version: ["python3", "--version"],
    generate: ["-g", "python"],
    strict: true,
    prepare: createCopier("main.py", "main.py"),
    build: [
      ["python3", "-m", "venv", "--system-site-packages", "environment"],
      ["environment/bin/pip", "install", "-q", "-r", "requirements.txt"],
    ],
    run: () => ["environment/bin/python", "main.py"],
  },
  {
    name: "TypeScript fetch",
    version: [...tsc, "--version"],
    generate: ["-g", "typescript-fetch"],
    strict: false,
    prepare: (folder) => {
      createCopier("main.ts.template", "main.ts")(folder);
      writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }');
    },
    build: [[...tsc, ...TSC_OPTIONS.split(" "), "--typeRoots", "none", "main.ts"]],
    run: () => [process.execPath, "out/main.js"],
  },
];
