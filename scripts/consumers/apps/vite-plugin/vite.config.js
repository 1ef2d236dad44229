import { tmf654Mock } from "@tmf654/mock/vite";

export default {
  plugins: [tmf654Mock({ scenarioFile: "prepaid.json" })],
};
