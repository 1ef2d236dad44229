// The yardstick: node:http answering fixed bytes. GET reads nothing, POST reads the body and forgets it.
// The answer of each method comes as JSON on the command line: { GET: [status, headers, body], … }.
import { createServer } from "node:http";

const answers = JSON.parse(process.argv[2] ?? '{"GET":[200,{},"{}"]}');
const server = createServer((request, response) => {
  const [status, headers, body] = answers[request.method] ?? answers.GET;
  const answer = () => response.writeHead(status, headers).end(body);
  if (request.method === "GET") answer();
  else request.resume().on("end", answer);
});
server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
