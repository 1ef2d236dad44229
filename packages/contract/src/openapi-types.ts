import type * as generated from "./generated/types.ts";

/** The contract by path and method, for openapi-fetch. Paths are relative to the base path. */
export type paths = generated.paths;

/** Parameters, bodies, headers and responses of each operation by its id. */
export type OperationTypes = generated.operations;

/** Schemas, parameters, headers and responses by their names in the contract. */
export type components = generated.components;
