/** The part of a stream that shows progress. */
interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The count of some work, which one line of a terminal shows. */
export interface ProgressLine {
  /** Shows a count. */
  readonly show: (count: number) => void;
  /** Removes the line. */
  readonly clear: () => void;
}

/** The milliseconds between two changes of the line. */
const intervalMs = 100;

/** Creates the progress of some work. Nothing is shown if the stream is no terminal. */
export function createProgress(
  stream: ProgressStream,
  noun: string,
  now = () => performance.now(),
): ProgressLine {
  let shownAt = Number.NEGATIVE_INFINITY;
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (count) => {
      if (now() - shownAt < intervalMs) return;
      shownAt = now();
      stream.write(`\r\x1b[K${count.toLocaleString("en")} ${noun}`);
    },
    clear: () => {
      if (shownAt !== Number.NEGATIVE_INFINITY) stream.write("\r\x1b[K");
    },
  };
}
