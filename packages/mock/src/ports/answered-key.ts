import type { MockResponse } from "./http-message.ts";

/** A keyed request that was answered, as plain JSON. */
export type AnsweredKey = {
  /** As of the request: the credential is part of it. */
  readonly scope: string;
  readonly body: string;
  readonly at: number;
  readonly answer: MockResponse;
};
