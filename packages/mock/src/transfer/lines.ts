/** A line of a text, with its number from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Splits chunks of text into lines. */
export async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let number = 0;
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      number += 1;
      yield { number, text };
    }
  }
  if (rest !== "") yield { number: number + 1, text: rest };
}
