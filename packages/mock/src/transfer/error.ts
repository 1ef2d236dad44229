/** The error of a file that cannot be imported. It names the line and a remedy. */
export class TransferError extends Error {
  override readonly name = "TransferError";
}
