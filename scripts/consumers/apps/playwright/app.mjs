/** A server of a page that shows a balance of the API on its own origin, which it does not serve. */
import { createServer } from "node:http";

const page = `<!doctype html>
<body>
  <script type="module">
    const base = "/tmf-api/prepayBalanceManagement/v4";
    const show = async () => {
      const bucket = await (await fetch(base + "/bucket/ana-main")).json();
      document.body.textContent = bucket.remainingValueName;
    };
    globalThis.topUp = async (amount) => {
      await fetch(base + "/topupBalance", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          bucket: { id: "ana-main" },
          partyAccount: { id: "acc-ana" },
          usageType: "monetary",
          amount: { amount, units: "EUR" },
        }),
      });
    };
    await show();
  </script>
</body>`;

createServer((request, response) => {
  response.statusCode = request.url === "/" ? 200 : 404;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(request.url === "/" ? page : "not found");
}).listen(4655, "127.0.0.1");
