/** The outcome of one program, compiler or measurement. */
export interface Outcome {
  /** `Node 20.19.0`, `TypeScript 5.4.5`. */
  readonly host: string;
  /** The name of the check. */
  readonly name: string;
  readonly result: "passed" | "failed" | "not run";
  /** Details of the result, or the reason why it was not run. */
  readonly detail: string;
}

/** The verdict of each check by name: `ok`, or what was wrong. */
export type Verdicts = Readonly<Record<string, string>>;

/**
 * A program passes when every check passes with correct input, and none with wrong input: a check
 * that cannot fail proves nothing.
 */
export function outcomeOf(
  host: string,
  name: string,
  rightVerdicts: Verdicts,
  wrongVerdicts: Verdicts,
): Outcome {
  const names = Object.keys(rightVerdicts);
  const failedNames = names.filter((name) => rightVerdicts[name] !== "ok");
  const blindNames = names.filter((name) => (wrongVerdicts[name] ?? "ok") === "ok");
  const problems = [
    ...(names.length === 0 ? ["no check ran"] : []),
    ...failedNames.map((name) => `${name}: ${rightVerdicts[name]}`),
    ...blindNames.map((name) => `${name} passes with wrong input`),
  ];
  if (problems.length > 0) return { host, name, result: "failed", detail: problems.join("; ") };
  return { host, name, result: "passed", detail: names.join(", ") };
}

/** The outcome of a check that could not start, or threw. */
export const toFailedOutcome = (host: string, name: string, error: unknown): Outcome => ({
  host,
  name,
  result: "failed",
  detail: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
});
