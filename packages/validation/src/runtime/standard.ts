/**
 * The Standard Schema interface, version 1 (standardschema.dev): what form, server and RPC
 * libraries ask of a validator. Declared here because it is types only, and a published package
 * should not need another one for them.
 */
export type StandardSchema<Input, Output = Input> = {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
};

/** What a Standard Schema answers: the value, or why not. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** The part of an issue that every consumer of Standard Schema understands. */
export type StandardIssue = {
  readonly message: string;
  readonly path?: readonly PropertyKey[] | undefined;
};
