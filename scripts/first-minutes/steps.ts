/** The commands and programs of a README, in its order. */
import { type Block, blocksOf } from "../examples/blocks.ts";

/** A step of a README. */
export type Step =
  | { readonly kind: "install" | "serve" | "run"; readonly command: string }
  | { readonly kind: "program"; readonly text: string }
  | { readonly kind: "left out"; readonly text: string; readonly reason: string };

type CommandStep = Extract<Step, { readonly command: string }>;

export const isInstallation = (step: Step): step is CommandStep => step.kind === "install";

/** Whether the README of an example describes the use of a copy of its folder. */
export const isCopyable = (readme: string): boolean => /^npm install$/m.test(readme);

const cloneReason = "a command in a clone of the repository";
const otherToolReason = "another tool runs it: see consumers.md";

/** Steps that are not followed, and why. */
const LEFT_OUT: readonly (readonly [text: RegExp, reason: string])[] = [
  [/"@tmf654\/mock\/(?:browser|vitest|playwright)"/, otherToolReason],
  [/ https:\/\/host\/|=https:\/\/ocs\.example\//, "it needs a server of the reader"],
  [/\bprism-cli\b|^folded=/, "a third-party tool: see terminal.md"],
  [/^npx msw init /, otherToolReason],
];

/** Commands by their first words. */
const KINDS: readonly (readonly ["install" | "serve" | "run", RegExp])[] = [
  ["install", /^npm install\b/],
  [
    "serve",
    /^npx (?:@tmf654\/mock|tmf654-mock)\b|^(?:\S+=.+ )?(?:npm run (?:dev|mock)|node listener\.ts)$/,
  ],
  ["run", /^(?:curl|npx tmf654-conformance|node desk\.ts|echo|npm test|npm run test:\w+)\b/],
];

/**
 * Returns the steps of a README. A server that prose mentions, as in "`npx @tmf654/mock` starts
 * one", comes first. A clone of the repository is not followed, and a copied example is. Throws for
 * a command of no known kind, so that none is forgotten.
 */
export function stepsOf(readme: string, isCopy = false): readonly Step[] {
  const mentionedCommands = [...readme.matchAll(/`(npx @tmf654\/mock[^`\n]*)`\sstarts one/g)];
  const servers = mentionedCommands.map(([, command = ""]): Step => ({ kind: "serve", command }));
  const steps = blocksOf(readme).flatMap((block) => stepsOfBlock(block, isCopy));
  const indexAfterInstall = steps.findIndex(({ kind }) => kind === "install") + 1;
  return [...steps.slice(0, indexAfterInstall), ...servers, ...steps.slice(indexAfterInstall)];
}

function stepsOfBlock({ language, text }: Block, isCopy: boolean): readonly Step[] {
  if (language === "text") return [];
  if (language === "sh") {
    const lines = text
      .replace(/\\\n\s*/g, "")
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim());
    return lines
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => commandStep(line, isCopy));
  }
  const reason = language === "ts" ? reasonFor(text) : otherToolReason;
  return [reason === undefined ? { kind: "program", text } : { kind: "left out", text, reason }];
}

function commandStep(command: string, isCopy: boolean): Step {
  const isForClone = !isCopy && /^npm (?:ci|run|start|test)\b/.test(command);
  const reason = isForClone ? cloneReason : reasonFor(command);
  if (reason !== undefined) return { kind: "left out", text: command, reason };
  const [kind] = KINDS.find(([, form]) => form.test(command)) ?? [];
  if (kind !== undefined) return { kind, command };
  throw new Error(
    `Unknown command "${command}": add it to KINDS or LEFT_OUT of ${import.meta.url}`,
  );
}

const reasonFor = (text: string): string | undefined =>
  LEFT_OUT.find(([form]) => form.test(text))?.[1];
