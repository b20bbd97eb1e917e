/** From flags and environment to a target. Pure: the environment is a parameter. */
import { isIPv4 } from 'node:net';
import { ConfigError } from './error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface TargetFlags {
  readonly baseUrl?: string;
  readonly model?: string;
  readonly completionsModel?: string;
  readonly embeddingsModel?: string;
  /** The name of the variable that holds the key. */
  readonly apiKeyEnv?: string;
  /** `NAME: $VARIABLE` each. */
  readonly header?: readonly string[];
  readonly profile?: string;
}

/** Everything that tells where and as whom to ask. */
export interface TargetConfig {
  readonly name: string;
  /** Without a trailing slash. */
  readonly baseURL: string;
  readonly model?: string;
  readonly models: Readonly<Partial<Record<'chat' | 'completions' | 'embeddings', string>>>;
  readonly apiKey?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly profile: string;
}

const NO_TARGET = `no target: say where to ask, for example
  touchstone check --base-url http://localhost:8080/v1
  OPENAI_BASE_URL=https://api.example.com/v1 OPENAI_API_KEY=... touchstone check --model some-model
To see a report without an endpoint of your own: touchstone demo`;

/**
 * A flag beats the environment; `OPENAI_BASE_URL` beats the older `OPENAI_API_BASE`.
 * @throws {ConfigError}
 */
export function targetFrom(
  flags: TargetFlags,
  environment: Environment,
  defaultProfile: string,
): TargetConfig {
  const given =
    flags.baseUrl ?? nonEmpty(environment.OPENAI_BASE_URL) ?? nonEmpty(environment.OPENAI_API_BASE);
  if (given === undefined) throw new ConfigError(NO_TARGET);
  const { baseURL, query } = splitBaseURL(given);
  const apiKey = keyFrom(flags.apiKeyEnv, environment);
  return {
    name: new URL(baseURL).host,
    baseURL,
    query,
    ...(flags.model !== undefined && { model: flags.model }),
    models: {
      ...(flags.completionsModel !== undefined && { completions: flags.completionsModel }),
      ...(flags.embeddingsModel !== undefined && { embeddings: flags.embeddingsModel }),
    },
    ...(apiKey !== undefined && { apiKey }),
    headers: Object.fromEntries((flags.header ?? []).map((header) => headerFrom(header, environment))),
    profile: flags.profile ?? defaultProfile,
  };
}

/** Whether requests to this address stay on this machine. */
export function isLoopback(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}

/** One or more trailing slashes mean the same as none. */
export function splitBaseURL(given: string): Pick<TargetConfig, 'baseURL' | 'query'> {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    const looksLikeHost = /^[\w.-]+(:\d+)?(\/|$)/.test(given);
    throw new ConfigError(
      `${JSON.stringify(given)} is not a base URL${looksLikeHost ? `: did you mean http://${given}?` : '; it looks like https://host/v1'}`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const meant = /^[\w.-]+:\d+/.test(given) ? ` Did you mean http://${given}?` : '';
    throw new ConfigError(`the base URL ${given} must begin with http:// or https://.${meant}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigError(
      'the base URL has credentials in it, and command lines are seen by others. Put the key into a variable and name it with --api-key-env, or a header with --header "NAME: $VARIABLE"',
    );
  }
  const query = Object.fromEntries(url.searchParams);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|completions|models)$/, '');
  return { baseURL: url.origin + path, query };
}

function keyFrom(name: string | undefined, environment: Environment): string | undefined {
  if (name === undefined) return nonEmpty(environment.OPENAI_API_KEY);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new ConfigError(
      '--api-key-env takes the NAME of a variable, never a key itself: --api-key-env MY_API_KEY',
    );
  }
  const key = nonEmpty(environment[name]);
  if (key === undefined) throw new ConfigError(`--api-key-env ${name}: that variable is not set`);
  return key;
}

function headerFrom(header: string, environment: Environment): [string, string] {
  const parts = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(header);
  if (!parts)
    throw new ConfigError(
      `--header ${JSON.stringify(header.slice(0, 20))} is not of the form 'NAME: $VARIABLE'`,
    );
  const [, name = '', value = ''] = parts;
  const variables = [...value.matchAll(/\$(\w+)|\$\{(\w+)\}/g)];
  if (variables.length === 0) {
    throw new ConfigError(
      `--header ${name}: write the value as a variable, so that it is not seen by others: --header '${name}: $MY_VARIABLE'`,
    );
  }
  const filled = value.replace(/\$(\w+)|\$\{(\w+)\}/g, (_whole, plain?: string, braced?: string) => {
    const variable = plain ?? braced ?? '';
    const found = nonEmpty(environment[variable]);
    if (found === undefined) throw new ConfigError(`--header ${name}: the variable ${variable} is not set`);
    return found;
  });
  return [name, filled];
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}
