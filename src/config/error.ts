/** What was asked for cannot be done; the message says what is wrong, where, and what to do. Nothing was touched. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
