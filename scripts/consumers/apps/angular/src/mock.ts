import { isDevMode, provideAppInitializer } from "@angular/core";

export const provideMock = () =>
  provideAppInitializer(async () => {
    if (!isDevMode()) return;
    const { createMock } = await import("@tmf654/mock");
    const { startWorker } = await import("@tmf654/mock/browser");
    await startWorker(createMock());
  });
