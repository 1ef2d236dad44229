/**
 * Stands in for Cypress, whose program is no npm package. It has what the support file uses, and
 * sends the page's requests to the function of `cy.intercept`, with the body parsed.
 */
const hooks = [];
const aliases = {};
let route;

globalThis.beforeEach = (hook) => hooks.push(hook);
globalThis.cy = {
  wrap: (value) => ({
    as: (name) => {
      aliases[name] = value;
    },
  }),
  intercept: (glob, handler) => {
    const [, path] = /^\*\*(.*)\*\*$/.exec(glob);
    route = { path, handler };
  },
};

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  if (!request.url.includes(route.path)) throw new TypeError("Failed to fetch");
  const text = await request.text();
  const isJson = request.headers.get("content-type")?.includes("json");
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(request.headers);
    const { url, method } = request;
    const body = isJson && text !== "" ? JSON.parse(text) : text;
    const reply = (status, replied, sent) =>
      resolve(new Response(replied, { status, headers: sent }));
    const destroy = () => reject(new TypeError("Failed to fetch"));
    route.handler({ url, method, headers, body, reply, destroy });
  });
};

export function startTest() {
  for (const hook of hooks) hook();
  return aliases;
}
