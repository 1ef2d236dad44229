import { BadRequestError, createClient } from "@tmf654/client";
import { createAdjustFlow, createTopUpFlow, createTransferFlow } from "@tmf654/client/flow";
import { expect, test } from "vitest";

const client = createClient({ baseUrl: "https://ocs.example/v4" });
const create = createTopUpFlow as (...args: readonly unknown[]) => unknown;

/** The error of a call, which must be synchronous. */
function errorOf(call: () => unknown): BadRequestError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(BadRequestError);
    return error as BadRequestError;
  }
  throw new Error("no error");
}

test.each<[string, object, string]>([
  ["an unknown name", { waitMS: 1 }, "has no option waitMS"],
  ["a name of every object", { constructor: 1 }, "has no option constructor"],
  ["a text for milliseconds", { waitMs: "5" }, "needs a number as waitMs"],
  ["no function", { onRecord: {} }, "needs a function as onRecord"],
])("a flow whose options have %s is an error", (_, options, part) => {
  const { message, code } = errorOf(() => create(client, options));
  expect(message).toContain(`the flow of createTopupBalance ${part}`);
  expect(code).toBe("invalidOption");
});

test.each([[undefined], [null], ["https://ocs.example"], [{}], [{ connection: {} }]])(
  "a flow of the client %j is an error",
  (wrong) => {
    const needed = "needs a client as first argument";
    expect(errorOf(() => create(wrong)).message).toContain(needed);
    for (const each of [createAdjustFlow, createTransferFlow]) {
      expect(errorOf(() => each(wrong as never)).message).toContain(needed);
    }
  },
);

test("options that are undefined are absent, and a connection is a client", () => {
  const options = { waitMs: undefined, checkMs: 0, signal: new AbortController().signal };
  expect(createTopUpFlow(client, options).state.status).toBe("idle");
  expect(createTopUpFlow(client.connection).state.status).toBe("idle");
});
