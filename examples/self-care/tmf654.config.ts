import { defineConfig } from "@tmf654/mock/config";
import { selfCare } from "./mock/scenario.ts";

/** The settings of the mock server, which `npm run mock` starts. */
export default defineConfig({ port: 4010, scenario: selfCare });
