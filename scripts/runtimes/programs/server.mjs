/**
 * `server.mjs right` serves the packed mock, `server.mjs wrong` responds to everything with `{}`.
 * Prints its origin, and ends with its standard input.
 */
import { createServer } from "node:http";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";

function serveWrong() {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
  return new Promise((listening) => {
    server.listen(0, "127.0.0.1", () => {
      listening({ url: `http://127.0.0.1:${server.address().port}` });
    });
  });
}

function serveRight() {
  const mock = createMock();
  const match = { operation: "retrieveBucket", path: "/bucket/slow-main" };
  mock.faults.add({ match, fault: { delayMs: 3000 } });
  return serve(mock);
}

const { url } = await (process.argv[2] === "wrong" ? serveWrong() : serveRight());
console.log(url);
process.stdin.on("end", () => process.exit()).resume();
