/** From a configuration file to targets. Reads the file; the environment is a parameter. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Config, ConfiguredTarget } from '../../schemas/types/config.js';
import { validateConfig } from '../../schemas/validate.js';
import type { CertificateFiles } from './certificates.js';
import { ConfigError } from './error.js';
import {
  assertDistinctNames,
  type Documented,
  type Environment,
  type TargetConfig,
  targetFrom,
} from './target.js';

/**
 * @param documented what a profile says of where to ask
 * @throws {ConfigError} where the file is missing, is no configuration, or a target in it makes no sense; the message says where
 */
export function targetsFromFile(
  path: string,
  environment: Environment,
  documented: (profile: string) => Pick<Documented, 'baseURL' | 'keyVariable'>,
): TargetConfig[] {
  const { targets } = readConfig(path);
  const configs = targets.map((target, i) => {
    try {
      return targetOf(target, dirname(path), environment, documented);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new ConfigError(`${path}: targets[${i}] (${target.name}): ${error.message}`);
    }
  });
  assertDistinctNames(configs);
  return configs;
}

function readConfig(path: string): Config {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`there is no configuration ${path}: name a JSON or YAML file with targets`);
  }
  let config: unknown;
  try {
    config = parse(text);
  } catch (error) {
    throw new ConfigError(`${path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  const faults = validateConfig(config);
  if (faults.length > 0) {
    throw new ConfigError(
      `${path} is not a configuration: ${faults.slice(0, 3).join('; ')} (schemas/config.schema.json)`,
    );
  }
  return config as Config;
}

/** Only the address and the key that the file or the profile names: what the environment holds for another endpoint goes nowhere. */
const MEANT_FOR_ONE_TARGET = new Set(['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'OPENAI_API_KEY']);

function targetOf(
  target: ConfiguredTarget,
  folder: string,
  environment: Environment,
  documented: (profile: string) => Pick<Documented, 'baseURL' | 'keyVariable'>,
): TargetConfig {
  const { name, baseURL, model, models = {}, apiKeyEnv, headers = {}, query = {}, limits } = target;
  const profile = profileFrom(target.profile, folder);
  // Nobody who names neither an address nor a profile means to ask the real OpenAI.
  const known = target.profile === undefined ? {} : documented(profile);
  if (baseURL === undefined && known.baseURL === undefined)
    throw new ConfigError('it has no baseURL, and its profile documents none');
  const visible = Object.entries(environment).filter(
    ([variable]) =>
      !MEANT_FOR_ONE_TARGET.has(variable) || variable === apiKeyEnv || variable === known.keyVariable,
  );
  const config = targetFrom(
    {
      ...(baseURL !== undefined && { baseUrl: baseURL }),
      ...(model !== undefined && { model }),
      ...(apiKeyEnv !== undefined && { apiKeyEnv }),
      ...certificateFiles(target, folder),
      header: Object.entries(headers).map(([field, value]) => `${field}: ${value}`),
    },
    Object.fromEntries(visible),
    { profile, ...known },
  );
  return {
    ...config,
    name,
    models,
    query: { ...config.query, ...query },
    ...(limits && { limits }),
  };
}

/** Found from the folder of the configuration. */
function certificateFiles(target: ConfiguredTarget, folder: string): CertificateFiles {
  const { clientCertificate, clientKey, caCertificate } = target;
  return {
    ...(clientCertificate !== undefined && { clientCertificate: resolve(folder, clientCertificate) }),
    ...(clientKey !== undefined && { clientKey: resolve(folder, clientKey) }),
    ...(caCertificate !== undefined && { caCertificate: resolve(folder, caCertificate) }),
  };
}

function profileFrom(profile = 'openai', folder: string): string {
  return /\.(json|ya?ml)$/i.test(profile) ? resolve(folder, profile) : profile;
}
