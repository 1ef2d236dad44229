import type { TextSource } from "../platform/read-text.ts";

/** The part of `Request` that the handler reads. */
export interface EventRequest extends TextSource {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  /** Whether the body has been read. */
  readonly bodyUsed?: boolean | undefined;
}
