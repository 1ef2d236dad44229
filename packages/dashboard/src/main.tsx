/** The start of the page: renders the app into the document. */
import { render } from "preact";
import { App } from "./app/app.tsx";
import { createBrowserPlatform } from "./platform.ts";

const root = document.getElementById("app");
if (root) render(<App platform={createBrowserPlatform()} />, root);
