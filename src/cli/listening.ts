/** Starts something that listens. */
import { ConfigError } from '../config/error.js';

/** @throws {ConfigError} where the port cannot be had: another must be named */
export async function listening<T>(port: number, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen') throw error;
    throw new ConfigError(
      `port ${port} cannot be listened at (${code}): name another with --port, or 0 for any that is free`,
    );
  }
}
