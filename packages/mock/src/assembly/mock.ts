import type { MockControls } from "../control/mock-controls.ts";
import type { Handler } from "../ports/handler.ts";

/** A TMF654 server without a socket: it handles requests, and its controls change its state. */
export type Mock = Handler & MockControls;
