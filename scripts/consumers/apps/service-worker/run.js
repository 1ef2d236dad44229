/** Registers the worker, and tops up when it controls the page. */
import { ownOrigin, show, topUp } from "./top-up.js";

navigator.serviceWorker.addEventListener("controllerchange", () => show(topUp(ownOrigin())));
navigator.serviceWorker.register("sw.js");
