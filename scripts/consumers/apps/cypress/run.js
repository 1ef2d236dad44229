/** One test: a dropped connection, then a top-up. */
import { startTest } from "./stand-in.js";
import "./cypress/support/e2e.ts";
import { ownOrigin, show, topUp } from "./top-up.js";

const { mock } = startTest();
mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" } });
const list = fetch(`${ownOrigin().baseUrl}/bucket`).then(
  () => "the connection did not drop",
  () => topUp(ownOrigin()),
);
show(list);
