import { expect, test } from "vitest";
import type { RecordedCall } from "../model/report.ts";
import { responseNotes } from "./response-notes.ts";

const responseOf = (
  operation: string,
  status: number,
  body: unknown,
  query = "",
): RecordedCall => ({
  operation,
  request: { method: "GET", url: `http://a/bucket${query}`, headers: {} },
  response: { status, headers: {}, text: JSON.stringify(body), body },
  ms: 1,
});

const action = { id: "1", href: "/topupBalance/1", status: "completed", usageType: "monetary" };

test.each([
  [
    "an issue by its path",
    responseOf("retrieveTopupBalance", 200, { ...action, description: 5 }),
    "issue",
    "description",
  ],
  ["an issue of an error", responseOf("retrieveTopupBalance", 404, {}), "issue", "code"],
  [
    "an undeclared member",
    responseOf("retrieveTopupBalance", 200, { ...action, colour: "red" }),
    "undeclared",
    "colour",
  ],
])("notes %s, with the number of responses", (_, call, kind, path) => {
  const notes = responseNotes([call, call]);
  expect(notes).toContainEqual(expect.objectContaining({ kind, path, count: 2 }));
});

test("a response with fields may lack members, and an unknown operation has no notes", () => {
  expect(responseNotes([responseOf("retrieveTopupBalance", 200, {}, "?fields=id")])).toEqual([]);
  expect(responseNotes([responseOf("GET /other", 200, { colour: "red" })])).toEqual([]);
});
