import { expect, test } from "vitest";
import { readCommandLine } from "./arguments.ts";
import { commandHelp, verbHelp } from "./help.ts";
import { verbs } from "./verbs.ts";

test.each([
  [[], "serve", false, []],
  [["--port", "0"], "serve", false, []],
  [["serve"], "serve", true, []],
  [["scenarios"], "scenarios", true, []],
  [["scenarios", "packs"], "scenarios", true, ["packs"]],
  [["doctor", "--port", "1"], "doctor", true, []],
])("%j is the verb %s", (args, name, isNamed, operands) => {
  const command = readCommandLine(args);
  expect(command).toMatchObject({ verb: { name }, isNamed, operands });
});

test.each([
  [["--prot", "1"], "'--prot'; did you mean --port?"],
  [["--proflie", "ctk"], "did you mean --profile?"],
  [["scenaros"], 'Unknown command "scenaros"; did you mean scenarios?'],
  [["extra"], 'Unknown command "extra"; there are serve, scenarios, '],
  [["help"], "import, check, examples, doctor. See"],
  [["serve", "extra"], "extra"],
  [["scenarios", "a", "b"], '"b"'],
  [["seed", "--subscriber", "5"], "did you mean --subscribers?"],
  [["listen", "--forward", "http://a/"], "--forward"],
])("%j is an error in one line: %s", (args, part) => {
  const command = readCommandLine(args);
  const error = "error" in command ? command.error : "";
  expect(error).toContain(part);
  expect(error).toMatch(/^[^\n]+See --help\.$/);
});

test("the short help fits a screen, and lists each verb", () => {
  const lines = commandHelp().split("\n");
  expect(lines.length).toBeLessThanOrEqual(25);
  for (const { name } of verbs)
    expect(lines.some((line) => line.startsWith(`  ${name} `))).toBe(true);
});

test.each(verbs)("the help of $name has at most 100 columns, and lists each flag", (verb) => {
  const lines = `${verbHelp(verb)}${commandHelp()}`.split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  for (const name of Object.keys(verb.flags)) expect(verbHelp(verb)).toContain(`--${name}`);
});
