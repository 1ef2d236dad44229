import { createApp } from "vue";
import App from "./App.vue";

if (import.meta.env.DEV) {
  const { createMock } = await import("@tmf654/mock");
  const { startWorker } = await import("@tmf654/mock/browser");
  await startWorker(createMock());
}
createApp(App).mount("#app");
