/** A mutant that no test can notice, and why. It is found by its file, its line's text and its own. */
export type Equivalent = {
  readonly file: string;
  readonly in: string;
  readonly text: string;
  readonly why: string;
};

export const equivalents: readonly Equivalent[] = [];
