import { createRoot } from "react-dom/client";
import { TopUpButton } from "./top-up-button.tsx";

createRoot(document.body).render(<TopUpButton bucket="ana-main" />);
