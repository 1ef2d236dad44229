interface ImportMetaEnv {
  /** The source of the data: `page`, `mock` or the URL of a server. */
  readonly VITE_TMF654: string;
}
