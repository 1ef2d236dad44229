/** A line of a text, with its number from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Splits chunks of text into lines. */
export async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let number = 0;
  let incompleteLine = "";
  for await (const chunk of chunks) {
    const lines = (incompleteLine + chunk).split("\n");
    incompleteLine = lines.pop() ?? "";
    for (const text of lines) {
      number += 1;
      yield { number, text };
    }
  }
  if (incompleteLine !== "") yield { number: number + 1, text: incompleteLine };
}
