/** The bytes of one body that the server holds. */
export interface Upload {
  /** Adds bytes; false when all uploads together would be too large. */
  add(bytes: number): boolean;
  /** Releases the bytes, when the body is dropped or its request has ended. */
  end(): void;
}

/** All bodies that a server holds at once. */
export interface Uploads {
  begin(): Upload;
}

/** Creates the count of a server: one limit for all its connections. */
export function createUploads(mostBytes: number): Uploads {
  let held = 0;
  return {
    begin: () => {
      let own = 0;
      return {
        add: (bytes) => {
          if (held + bytes > mostBytes) return false;
          held += bytes;
          own += bytes;
          return true;
        },
        end: () => {
          held -= own;
          own = 0;
        },
      };
    },
  };
}
