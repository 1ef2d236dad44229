import { expect, test } from "vitest";
import { replicaText } from "./replica-text.ts";

test.each([
  [
    { count: 1, position: 1234, lag: 0, isSender: true },
    "1 server uses this database. This server has all changes, at position 1,234. It sends the events.",
  ],
  [
    { count: 3, position: 7, lag: 2000, isSender: false },
    "3 servers use this database. This server is 2,000 changes behind, at position 7. Another server sends the events.",
  ],
])("the sentences about the replica %j", (replica, expected) => {
  expect(replicaText(replica)).toBe(expected);
});
