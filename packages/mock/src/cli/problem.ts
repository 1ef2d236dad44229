/** One line for a person about why the server did not start, with the remedy where there is one. */
export function startProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken. Stop what listens there, or choose another: --port ${nextPort(port)}`;
    case "EACCES":
      return `Port ${port} needs rights that this user lacks. Choose one above 1023: --port 4010`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine. Choose one that is: --host 127.0.0.1`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function nextPort(port: number): number {
  return port < 65_535 ? port + 1 : 4010;
}
