import { Component, provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";

@Component({ selector: "consumer-page", template: "<p>Consumer</p>" })
class Page {
  constructor() {
    import("../main.js");
  }
}

bootstrapApplication(Page, { providers: [provideZonelessChangeDetection()] });
