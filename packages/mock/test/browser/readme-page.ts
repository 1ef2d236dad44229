import { createMock } from "@tmf654/mock";
import { startWorker } from "@tmf654/mock/browser";

await startWorker(createMock({ persist: sessionStorage }));
