// The server to compare with: node:http with prepared responses. A POST body is read and discarded.
// The responses come as JSON on the command line, by method: { GET: [status, headers, body], … }.
import { createServer } from "node:http";

const given = JSON.parse(process.argv[2] ?? '{"GET":[200,{},"{}"]}');
const responses = Object.fromEntries(
  Object.entries(given).map(([method, [status, headers, text]]) => {
    const body = Buffer.from(text);
    return [
      method,
      [status, [...Object.entries(headers).flat(), "Content-Length", body.byteLength], body],
    ];
  }),
);
const server = createServer((request, response) => {
  const [status, headers, body] = responses[request.method] ?? responses.GET;
  const respond = () => response.writeHead(status, headers).end(body);
  if (request.method === "GET") respond();
  else request.resume().on("end", respond);
});
server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
