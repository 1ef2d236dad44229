import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createServices, ServicesContext } from "./services.ts";
import { baseUrl, startSource } from "./source.ts";
import "./styles/style.css";
import { TextProvider } from "./text/text.tsx";

await startSource();
const services = createServices(baseUrl);
const root = document.querySelector("#app");
if (!root) throw new Error("The page has no element #app.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={services.queryClient}>
      <ServicesContext value={services}>
        <TextProvider>
          <App />
        </TextProvider>
      </ServicesContext>
    </QueryClientProvider>
  </StrictMode>,
);
