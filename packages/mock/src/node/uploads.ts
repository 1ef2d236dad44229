/** The bytes of one body in memory. */
export interface Upload {
  /** The maximum size of all uploads together, in bytes. */
  readonly max: number;
  /** Adds bytes. Returns false if all uploads together would be too large. */
  add(bytes: number): boolean;
  /** Releases the bytes. Called when the body is dropped or its request has ended. */
  end(): void;
}

/** The bodies that a server has in memory at the same time. */
export interface Uploads {
  begin(): Upload;
}

/** Creates the uploads of a server, with one limit for all its connections. */
export function createUploads(maxBytes: number): Uploads {
  let bufferedBytes = 0;
  return {
    begin: () => {
      let uploadBytes = 0;
      return {
        max: maxBytes,
        add: (bytes) => {
          if (bufferedBytes + bytes > maxBytes) return false;
          bufferedBytes += bytes;
          uploadBytes += bytes;
          return true;
        },
        end: () => {
          bufferedBytes -= uploadBytes;
          uploadBytes = 0;
        },
      };
    },
  };
}
