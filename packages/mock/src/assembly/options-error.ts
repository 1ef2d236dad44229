import { InputError, invalidIssue } from "../schema/input-error.ts";

/** Thrown by `createMock` for unknown and invalid options; the message lists each one. */
export class MockOptionsError extends InputError {
  override readonly name = "MockOptionsError";

  /** `option` is the option that is wrong. */
  constructor(message: string, option = "scenario") {
    super(message, [invalidIssue(option, message)]);
  }
}
