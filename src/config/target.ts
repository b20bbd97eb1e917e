/** From flags and environment to a target. The environment is a parameter; only files of certificates are read. */
import { isIPv4 } from 'node:net';
import type { RunOptions } from '../../schemas/types/report.js';
import { type CertificateFiles, type Certificates, certificatesFrom } from './certificates.js';
import { ConfigError } from './error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface TargetFlags extends CertificateFiles {
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
  /** The name of the variable that the key comes from, or would come from if it were set. */
  readonly keyVariable?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly certificates?: Certificates;
  readonly profile: string;
  /** For this target alone; each beats that of the run. */
  readonly limits?: Limits;
  /** Who named the address; undefined where that is no question. */
  readonly addressFrom?: Origin;
}

/** What a target may be asked for. */
export type Limits = Pick<
  RunOptions,
  'concurrency' | 'timeoutSeconds' | 'maxRequests' | 'maxTokens' | 'contextWindow'
>;

const NO_TARGET = `no target: say where to ask, for example
  touchstone check --base-url http://localhost:8080/v1
  OPENAI_BASE_URL=https://api.example.com/v1 OPENAI_API_KEY=... touchstone check --model some-model
To see a report without an endpoint of your own: touchstone demo`;

/** What the chosen profile says about where to ask. */
export interface Documented {
  /** As it was given: a name, or a file. */
  readonly profile: string;
  /** The vendor's address, for when the user names none; `{name}` in it stands for what only the user knows. */
  readonly baseURL?: string;
  readonly keyVariable?: string;
}

/** Who named the address. */
type Origin = 'flag' | 'environment' | 'profile';

/**
 * A flag beats the environment, `OPENAI_BASE_URL` beats the older `OPENAI_API_BASE`, and both beat the profile.
 * @throws {ConfigError}
 */
export function targetFrom(
  flags: TargetFlags,
  environment: Environment,
  documented: Documented,
): TargetConfig {
  const { given, origin } = addressFrom(flags, environment, documented);
  const { baseURL, query } = splitBaseURL(given);
  const headers = Object.fromEntries((flags.header ?? []).map((header) => headerFrom(header, environment)));
  const certificates = certificatesFrom(flags, baseURL);
  const { apiKey, keyVariable } = keyFrom(flags, environment, documented, { origin, baseURL, headers });
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
    ...(keyVariable !== undefined && { keyVariable }),
    headers,
    ...(certificates && { certificates }),
    profile: documented.profile,
    addressFrom: origin,
  };
}

function addressFrom(
  flags: TargetFlags,
  environment: Environment,
  { profile, baseURL }: Documented,
): { readonly given: string; readonly origin: Origin } {
  if (flags.baseUrl !== undefined) return { given: flags.baseUrl, origin: 'flag' };
  const named = nonEmpty(environment.OPENAI_BASE_URL) ?? nonEmpty(environment.OPENAI_API_BASE);
  if (named !== undefined) return { given: named, origin: 'environment' };
  if (baseURL === undefined) throw new ConfigError(NO_TARGET);
  if (PLACEHOLDER.test(baseURL)) {
    throw new ConfigError(
      `no target: the profile ${profile} documents ${baseURL}, and only you know what stands for the braces. Say it with --base-url`,
    );
  }
  return { given: baseURL, origin: 'profile' };
}

/** What stands in a documented address for a part of the user's own. */
const PLACEHOLDER = /\{\w+\}/;

/** Headers that carry a key: where the user gives one of them, no other key is sent besides. */
const KEY_HEADER = /^(authorization|api-key|x-api-key)$/i;

/** Whether requests carry a key, as a bearer token or in a header of the user's. */
export function hasKey({ apiKey, headers }: Pick<TargetConfig, 'apiKey' | 'headers'>): boolean {
  return apiKey !== undefined || Object.keys(headers).some((name) => KEY_HEADER.test(name));
}

/** @throws {ConfigError} where two targets have one name: a report would not tell them apart */
export function assertDistinctNames(targets: readonly Pick<TargetConfig, 'name' | 'baseURL'>[]): void {
  for (const [i, { name, baseURL }] of targets.entries()) {
    const other = targets.slice(0, i).find((earlier) => earlier.name === name);
    if (other)
      throw new ConfigError(
        `${other.baseURL} and ${baseURL} are both called ${name}: give each target a name`,
      );
  }
}

/** Whether requests to this address stay on this machine. */
export function isLoopback(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    hostname === '0.0.0.0' ||
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

/** A key goes only where it belongs: that of a vendor to the vendor's address, and there is no other for an address that a profile names. */
function keyFrom(
  { apiKeyEnv: name }: TargetFlags,
  environment: Environment,
  documented: Documented,
  target: Pick<TargetConfig, 'baseURL' | 'headers'> & { readonly origin: Origin },
): Pick<TargetConfig, 'apiKey' | 'keyVariable'> {
  if (name === undefined) {
    if (hasKey(target)) return {};
    const variables = keyVariables(documented, target);
    const keyVariable = variables.find((one) => nonEmpty(environment[one]) !== undefined) ?? variables[0];
    if (keyVariable === undefined) return {};
    const apiKey = nonEmpty(environment[keyVariable]);
    return { keyVariable, ...(apiKey !== undefined && { apiKey }) };
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new ConfigError(
      '--api-key-env takes the NAME of a variable, never a key itself: --api-key-env MY_API_KEY',
    );
  }
  const apiKey = nonEmpty(environment[name]);
  if (apiKey === undefined) throw new ConfigError(`--api-key-env ${name}: that variable is not set`);
  return { apiKey, keyVariable: name };
}

/** The variables that may hold the key, in order. */
function keyVariables(
  documented: Documented,
  { baseURL, origin }: { readonly baseURL: string; readonly origin: Origin },
): string[] {
  const { keyVariable } = documented;
  if (origin === 'profile') {
    if (keyVariable !== undefined) return [keyVariable];
    return isLoopback(baseURL) ? [USUAL_KEY] : [];
  }
  if (keyVariable === undefined || !isHostOf(baseURL, documented.baseURL)) return [USUAL_KEY];
  // OPENAI_BASE_URL and OPENAI_API_KEY are meant for each other.
  return origin === 'environment' ? [USUAL_KEY, keyVariable] : [keyVariable, USUAL_KEY];
}

const USUAL_KEY = 'OPENAI_API_KEY';

/** Whether an address lies on the documented host, whatever stands for its placeholders. */
function isHostOf(baseURL: string, documented: string | undefined): boolean {
  const [, pattern] = /^https?:\/\/([^/]+)/.exec(documented ?? '') ?? [];
  if (pattern === undefined) return false;
  const parts = pattern.split(new RegExp(PLACEHOLDER, 'g'));
  const host = parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('[\\w-]+');
  return new RegExp(`^${host}$`, 'i').test(new URL(baseURL).host);
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
