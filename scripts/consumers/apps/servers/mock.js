import { createMock } from "@tmf654/mock";

globalThis.tmf654Mock ??= createMock();
export const mock = globalThis.tmf654Mock;
