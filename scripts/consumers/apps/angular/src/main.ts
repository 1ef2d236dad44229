import { Component, provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { ownOrigin, show, topUp } from "../top-up.js";
import { provideMock } from "./mock";

@Component({ selector: "consumer-page", template: "<p>Consumer</p>" })
class Page {
  constructor() {
    show(topUp(ownOrigin()));
  }
}

bootstrapApplication(Page, { providers: [provideZonelessChangeDetection(), provideMock()] });
