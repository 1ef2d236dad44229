import type { OpenApiDocument } from "@tmf654/contract";

declare const document: OpenApiDocument;
export default document;
