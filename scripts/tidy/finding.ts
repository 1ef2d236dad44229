/** What a house rule says about a place: where, what is wrong, and what to do. */
export type Finding = {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
  readonly remedy: string;
};

export const show = ({ file, line, problem, remedy }: Finding): string =>
  `${file}:${line}: ${problem}. ${remedy}.`;
