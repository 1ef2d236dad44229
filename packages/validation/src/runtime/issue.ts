/** One step of a path: the name of a member, or an index in an array. */
export type PathKey = string | number;

/** An error makes the message invalid. A warning does not. */
export type Severity = "error" | "warning";

/**
 * One thing that is wrong with a message.
 *
 * `path` leads to the member itself, even when the member is missing. It is empty only when the
 * whole value has the wrong type. `code` is stable camelCase and part of this package's versioned
 * interface. `message` is a text for people; `CheckOptions.messages` replaces it. An issue never
 * contains a value of the message, so you can log it and send it back.
 */
export interface Issue {
  readonly path: readonly PathKey[];
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly message: string;
  readonly severity: Severity;
}

/** Message texts by issue code: a template with `{param}` placeholders, or a function. */
export type MessageTable = Readonly<Record<string, string | ((issue: Issue) => string)>>;

/** The options of one check. */
export interface CheckOptions {
  /**
   * The maximum number of issues to report. It keeps the result for a hostile list small. Default
   * 100.
   */
  readonly maxIssues?: number;
  /** Texts that replace the English ones, by code. Codes without a text stay English. */
  readonly messages?: MessageTable;
  /** Whether to report warnings too. Default false: an empty list then means valid. */
  readonly warnings?: boolean;
}

/** An issue under construction: it has no text yet, and parents are still added to its path. */
export interface MutableIssue {
  path: PathKey[];
  code: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  message: string;
  severity: Severity;
}

/** The issues of a check; `undefined` for none, so that a valid message allocates nothing. */
export type FoundIssues = MutableIssue[] | undefined;

/** Returns the issues of `value`. Lists are cut off at about `max` issues. */
export type Check = (value: unknown, max: number, warnings?: boolean) => FoundIssues;
