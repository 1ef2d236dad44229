/** `npm run docs`: the API reference in docs/api. Fails on a warning. */
import { join } from "node:path";
import { Application, LogLevel, OptionDefaults, ReflectionKind } from "typedoc";
import { packages, root } from "./packages.ts";

const entryPoints = packages.flatMap(({ folder, entries }) =>
  Object.values(entries).map((source) => join(folder, source)),
);

const app = await Application.bootstrap({
  name: "TMF654 toolkit",
  entryPoints,
  tsconfig: join(root, "tsconfig.json"),
  readme: join(root, "README.md"),
  out: join(root, "docs/api"),
  skipErrorChecking: true,
  excludeExternals: true,
  disableSources: true,
  logLevel: LogLevel.Warn,
  // openapi-typescript writes these besides the tags of TSDoc.
  blockTags: [...OptionDefaults.blockTags, "@description", "@constant"],
});
const project = await app.convert();

// Modules get the name that an import uses: `mock/src/node` is `@tmf654/mock/node`.
for (const module of project?.getReflectionsByKind(ReflectionKind.Module) ?? []) {
  module.name = `@tmf654/${module.name.replace(/\/src(?=\/|$)/, "").replace(/\/index$/, "")}`;
}

if (project !== undefined) await app.generateOutputs(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
