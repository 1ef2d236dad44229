/**
 * Formats the error of a server that did not start, in one line, with a remedy if there is one.
 */
export function formatStartError(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use. Stop the process that uses it, or use another port: --port ${nextPort(port)}`;
    case "EACCES":
      return `No permission to listen on port ${port}. Use a port above 1023: --port 4010`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine. Use another one: --host 127.0.0.1`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function nextPort(port: number): number {
  return port < 65_535 ? port + 1 : 4010;
}
