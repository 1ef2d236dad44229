/** The number of letters to insert, delete or replace to turn one text into the other. */
function editDistance(one: string, other: string): number {
  let row = [...other, ""].map((_, column) => column);
  for (const letter of one) {
    const next = [(row[0] as number) + 1];
    for (const [column, candidate] of [...other].entries()) {
      const [diagonal, above] = row.slice(column) as [number, number];
      const left = next[column] as number;
      next.push(Math.min(above + 1, left + 1, letter === candidate ? diagonal : diagonal + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}

/** Returns the known name most similar to a misspelt one, or `undefined` if none is similar. */
export function suggest(name: string, known: readonly string[]): string | undefined {
  const [closest] = known
    .map((candidate) => ({
      candidate,
      distance: editDistance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((one, other) => one.distance - other.distance);
  return closest && closest.distance < Math.min(4, name.length / 2) ? closest.candidate : undefined;
}
