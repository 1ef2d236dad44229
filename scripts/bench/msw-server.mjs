// MSW behind node:http: hand-written handlers with constant data, called by `getResponse`.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { getResponse, HttpResponse, http } from "msw";

const { base, buckets } = JSON.parse(process.argv[2]);
const handlers = [
  http.get(`*${base}/bucket/:id`, ({ params }) =>
    HttpResponse.json(buckets.find(({ id }) => id === params.id)),
  ),
  http.get(`*${base}/bucket`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const status = searchParams.get("status");
    const matches = buckets.filter((each) => status === null || each.status === status);
    return HttpResponse.json(matches.slice(0, Number(searchParams.get("limit") ?? 1000)));
  }),
  http.post(`*${base}/topupBalance`, async ({ request }) =>
    HttpResponse.json({ id: randomUUID(), ...(await request.json()) }, { status: 201 }),
  ),
];

const server = createServer(async (incoming, outgoing) => {
  const { method, url, headers } = incoming;
  const chunks = await incoming.toArray();
  const body = method === "POST" ? Buffer.concat(chunks) : undefined;
  const request = new Request(`http://127.0.0.1${url}`, { method, headers, body });
  // MSW has no response for a request without a handler.
  const response = (await getResponse(handlers, request)) ?? new Response(null, { status: 501 });
  const text = await response.text();
  const length = Buffer.byteLength(text);
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    "content-length": length,
  });
  outgoing.end(text);
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
