// A hand-written mock: Express 5, with Ajv for the body of a top-up.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import express from "express";

const { base, buckets, contract } = JSON.parse(process.argv[2]);
const byId = new Map(buckets.map((bucket) => [bucket.id, bucket]));
const topups = new Map();
const { components } = JSON.parse(readFileSync(contract, "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const validate = ajv.compile({ components, $ref: "#/components/schemas/TopupBalance_Create" });

const app = express();
app.use(express.json());
app.get(`${base}/bucket/:id`, (request, response) => {
  const found = byId.get(request.params.id);
  if (found) response.json(found);
  else response.status(404).json({ code: "60", reason: "Not found" });
});
app.get(`${base}/bucket`, ({ query: { limit = 1000, offset = 0, ...filters } }, response) => {
  const matches = buckets.filter((each) =>
    Object.entries(filters).every(([name, value]) => each[name] === value),
  );
  const from = Number(offset);
  response.set("X-Total-Count", String(matches.length));
  response.json(matches.slice(from, from + Number(limit)));
});
app.post(`${base}/topupBalance`, ({ body }, response) => {
  if (!validate(body)) {
    response.status(400).json({ code: "24", reason: "Invalid body", errors: validate.errors });
    return;
  }
  const bucket = byId.get(body.bucket.id);
  const amount = bucket.remainingValue.amount + body.amount.amount;
  bucket.remainingValue = { ...bucket.remainingValue, amount };
  const id = randomUUID();
  const topup = { id, href: `${base}/topupBalance/${id}`, status: "completed", ...body };
  topups.set(id, topup);
  response.status(201).location(topup.href).json(topup);
});
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
