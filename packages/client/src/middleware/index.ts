export {
  type ClientCredentials,
  clientCredentials,
  type TokenFetchInit,
} from "./client-credentials.ts";
export { type CorrelationOptions, correlation } from "./correlation.ts";
export { type Logger, type LogLevel, type LogOptions, logging } from "./log.ts";
