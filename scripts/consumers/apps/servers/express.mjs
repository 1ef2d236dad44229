import { createMock } from "@tmf654/mock";
import { toNodeHandler } from "@tmf654/mock/node";
import express from "express";

const mock = createMock();
const app = express();
app.use(toNodeHandler(mock));
app.use(express.json());
app.get("/", (_, response) => response.send("app"));

export const server = app.listen(0, "127.0.0.1");
