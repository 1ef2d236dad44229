import { createInterface } from "node:readline/promises";

/** Asks on the terminal. Only `y` or `yes` confirms; the end of the input does not. */
export async function confirmOnTerminal(summary: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  try {
    const reply = await Promise.race([terminal.question(`${summary}\nSend it? [y/N] `), ended]);
    return /^y(es)?$/i.test(reply.trim());
  } finally {
    terminal.close();
  }
}
