/** The start of the page: it draws the app into the document. */
import { render } from "preact";
import { App } from "./app/app.tsx";
import { browserPlatform } from "./platform.ts";

const root = document.getElementById("app");
if (root) render(<App platform={browserPlatform()} />, root);
