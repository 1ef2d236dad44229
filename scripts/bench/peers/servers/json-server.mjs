// json-server with the same buckets, in memory. It validates nothing.
import jsonServer from "json-server";

const { base, buckets } = JSON.parse(process.argv[2]);
const app = jsonServer.create();
app.use(jsonServer.bodyParser);
app.use(jsonServer.rewriter({ [`${base}/*`]: "/$1" }));
app.use(jsonServer.router({ bucket: buckets, topupBalance: [] }));
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
