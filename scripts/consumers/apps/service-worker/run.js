/** The page that registers the worker, and tops up when it is controlled by the worker. */
import { ownOrigin, show, topUp } from "./top-up.js";

navigator.serviceWorker.addEventListener("controllerchange", () => show(topUp(ownOrigin())));
navigator.serviceWorker.register("sw.js");
