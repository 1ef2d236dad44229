/** One step on the way to a member: its name, or its index in an array. */
export type PathKey = string | number;

/** An error makes the message wrong; a warning is worth showing and refuses nothing. */
export type Severity = "error" | "warning";

/**
 * What is wrong with one member of a message.
 *
 * `path` leads to the member itself, also when the member is missing; it is empty only when the
 * whole value is not what was asked for. `code` is stable camelCase and part of this package's
 * versioned interface; `message` is for people, and replaceable (`CheckOptions.messages`). Nothing
 * in an issue repeats what the sender wrote, so an issue is safe to log and to send back.
 */
export type Issue = {
  readonly path: readonly PathKey[];
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly message: string;
  readonly severity: Severity;
};

/** A message text by issue code: with `{param}` placeholders, or made by a function. */
export type MessageTable = Readonly<Record<string, string | ((issue: Issue) => string)>>;

/** How one check is run. */
export type CheckOptions = {
  /** Issues at most; a hostile list must not become a longer answer. Default 100. */
  readonly maxIssues?: number;
  /** Texts that replace the English ones, by code; a code without one keeps its English text. */
  readonly messages?: MessageTable;
  /** Whether warnings are listed too. Default false: an empty answer then means valid. */
  readonly warnings?: boolean;
};

/** An issue before it has its text. Its path grows from the inner member to the outer one. */
export type Finding = {
  path: PathKey[];
  code: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  message: string;
  severity: Severity;
};

/** Nothing found is `undefined`, so that a valid message costs no allocation. */
export type Found = Finding[] | undefined;

/** Everything wrong with `value`, lists cut at about `max` findings; with warnings when wanted. */
export type Check = (value: unknown, max: number, warnings?: boolean) => Found;
