/** Where unexpected failures go. The editor writes to an output channel, the command line to stderr. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, thrown?: unknown): void;
}
