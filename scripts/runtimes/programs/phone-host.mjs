/**
 * `phone-host.mjs <bundle> <amount> <origin>`: runs a bundle where there is what React Native gives, less
 * `Request` and `Response`, and nothing else of the web: no `AbortSignal.any`, no `crypto`.
 */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

/** Has neither `any` nor `timeout`, and its signals neither a reason nor `throwIfAborted`. */
class PhoneAbortController {
  signal = Object.assign(new EventTarget(), { aborted: false, onabort: null });
  abort() {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event("abort"));
  }
}

/** Has plain errors and responses without streams, as a `fetch` over XMLHttpRequest does. */
async function phoneFetch(url, { signal, ...init }) {
  const real = new AbortController();
  signal?.addEventListener("abort", () => real.abort());
  if (signal?.aborted) real.abort();
  try {
    const response = await fetch(url, { ...init, signal: real.signal });
    const text = await response.text();
    const { status, ok, headers } = response;
    return { status, ok, headers: { get: (name) => headers.get(name) }, text: async () => text };
  } catch {
    const problem = real.signal.aborted ? "Aborted" : "Network request failed";
    throw real.signal.aborted
      ? Object.assign(new Error(problem), { name: "AbortError" })
      : new TypeError(problem);
  }
}

const [bundle, amount, origin] = process.argv.slice(2);
const context = createContext({
  fetch: phoneFetch,
  AbortController: PhoneAbortController,
  FormData,
  Headers,
  URL,
  URLSearchParams,
  setTimeout,
  clearTimeout,
  console,
});
runInContext(readFileSync(bundle, "utf8"), context);
const found = await runInContext("phone.run", context)(origin, Number(amount));
console.log(JSON.stringify(found));
