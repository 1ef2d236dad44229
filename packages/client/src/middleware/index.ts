export {
  type ClientCredentialsOptions,
  clientCredentials,
  type TokenFetchInit,
} from "./client-credentials.ts";
export { type CorrelationOptions, correlation } from "./correlation.ts";
export { type Logger, type LoggingOptions, type LogLevel, logging } from "./logging.ts";
