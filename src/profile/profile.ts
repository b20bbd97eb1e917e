/** Profiles: documented dialects, loaded by name or from a file, with what they inherit. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { parse } from 'yaml';
import type { DatasetExpectation, Expectation, Profile } from '../../schemas/types/profile.js';
import { validateProfile } from '../../schemas/validate.js';

/** The profile that covers every check, and that all others extend. */
export const ROOT_PROFILE = 'openai';

export interface ResolvedProfile {
  readonly name: string;
  readonly title: string;
  /** Other names that it goes by. */
  readonly aliases: readonly string[];
  /**
   * Where the vendor is asked, and the variable that holds the key: of this profile, or of the nearest that it extends. The
   * root's own address is that of the root alone: another vendor's user must not be sent to OpenAI.
   */
  readonly address: { readonly baseURL?: string; readonly keyVariable?: string };
  /** From this profile to the root. */
  readonly chain: readonly string[];
  /** What holds for a check, and which profile says so; undefined where nothing is documented. */
  expectation(check: string): { readonly entry: Expectation; readonly from: string } | undefined;
  /** The same for a rule on fine-tuning data. */
  datasetExpectation(rule: string): { readonly entry: DatasetExpectation; readonly from: string } | undefined;
  /** Every check id that the profile or one it extends mentions, with the profile. */
  readonly mentioned: ReadonlyMap<string, string>;
}

/** A profile that cannot be used; the message says which, where, and what to do. */
export class ProfileError extends Error {
  override name = 'ProfileError';
}

const folder = join(dirname(createRequire(import.meta.url).resolve('touchstone/package.json')), 'profiles');

/** The names of the profiles that come with touchstone. */
export function profileNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

/** The name of the profile whose vendor answers at the address, if one that comes with touchstone does. */
export function profileAt(baseURL: string): string | undefined {
  const { host } = new URL(baseURL);
  return profileNames().find((name) => {
    const documented = readProfile(name).profile.baseURL;
    return documented !== undefined && hostPattern(documented).test(host);
  });
}

/** Braces stand for what differs from user to user. */
function hostPattern(baseURL: string): RegExp {
  const host = /^https?:\/\/([^/]+)/.exec(baseURL)?.[1] ?? '';
  const parts = host.split(/\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^.]+')}$`);
}

/**
 * @param reference a name (`fireworks`), or the path of a JSON or YAML file
 * @throws {ProfileError} where there is no such profile, or it does not fit the schema
 */
export function loadProfile(reference: string): ResolvedProfile {
  const chain: { readonly name: string; readonly profile: Profile }[] = [];
  for (let next: string | undefined = reference; next !== undefined; ) {
    const { name, profile } = readProfile(next);
    if (chain.some((earlier) => earlier.name === name)) {
      throw new ProfileError(
        `profile ${reference} extends itself: ${[...chain.map((p) => p.name), name].join(' → ')}`,
      );
    }
    chain.push({ name, profile });
    const parent = profile.extends ?? (name === ROOT_PROFILE ? undefined : ROOT_PROFILE);
    // A file names another file as seen from its own folder.
    next =
      parent !== undefined && isFile(parent) && !isAbsolute(parent) ? join(dirname(next), parent) : parent;
  }
  return resolve(chain);
}

function resolve(chain: readonly { readonly name: string; readonly profile: Profile }[]): ResolvedProfile {
  const [{ name, profile }] = chain as [{ name: string; profile: Profile }];
  const mentioned = new Map<string, string>();
  for (const { name: from, profile: ancestor } of [...chain].reverse()) {
    for (const check of Object.keys(ancestor.expect)) mentioned.set(check, from);
  }
  return {
    name,
    title: profile.title,
    aliases: profile.aliases ?? [],
    address: addressOf(chain),
    chain: chain.map((link) => link.name),
    mentioned,
    expectation(check) {
      const link = chain.find((candidate) => Object.hasOwn(candidate.profile.expect, check));
      const entry = link?.profile.expect[check];
      return link && entry ? { entry, from: link.name } : undefined;
    },
    datasetExpectation(rule) {
      const link = chain.find(({ profile: { dataset = {} } }) => Object.hasOwn(dataset, rule));
      const entry = link?.profile.dataset?.[rule];
      return link && entry ? { entry, from: link.name } : undefined;
    },
  };
}

/** Address and key variable belong together: a key never goes to another profile's address. */
function addressOf(
  chain: readonly { readonly name: string; readonly profile: Profile }[],
): ResolvedProfile['address'] {
  const link = chain.find(
    ({ name, profile }, i) => profile.baseURL !== undefined && (i === 0 || name !== ROOT_PROFILE),
  );
  const { baseURL, keyVariable } = (link ?? chain[0])?.profile ?? {};
  return { ...(baseURL !== undefined && { baseURL }), ...(keyVariable !== undefined && { keyVariable }) };
}

function readProfile(reference: string): { readonly name: string; readonly profile: Profile } {
  const { path, text } = readProfileText(reference);
  let profile: unknown;
  try {
    // YAML would read it too, and takes many times as long.
    profile = path.endsWith('.json') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw new ProfileError(`${path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  const faults = validateProfile(profile);
  if (faults.length > 0) throw new ProfileError(`${path} is not a profile: ${faults.join('; ')}`);
  return {
    name: isFile(reference) ? nameOfFile(reference) : canonicalName(reference),
    profile: profile as Profile,
  };
}

/** Whether a reference is the path of a file, not the name of a profile. */
export function isFile(reference: string): boolean {
  return /\.(json|ya?ml)$/i.test(reference);
}

/**
 * The text of a profile, valid or not.
 * @throws {ProfileError} where there is none
 */
export function readProfileText(reference: string): { readonly path: string; readonly text: string } {
  const path = isFile(reference) ? reference : join(folder, `${canonicalName(reference)}.json`);
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch {
    throw new ProfileError(
      isFile(reference) ? `there is no profile file ${reference}` : unknownProfile(reference),
    );
  }
}

/** Without its ending, unless that is the name of a profile of ours: the two must not be taken for each other. */
function nameOfFile(path: string): string {
  const name = basename(path, extname(path));
  return profileNames().includes(name.toLowerCase()) ? basename(path) : name;
}

/** The name of a file in the folder, also for another name of that profile: nothing that climbs out of the folder. */
function canonicalName(reference: string): string {
  const name = reference.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) return '';
  return profileNames().includes(name) ? name : (aliases().get(name) ?? name);
}

let knownAliases: ReadonlyMap<string, string> | undefined;

function aliases(): ReadonlyMap<string, string> {
  knownAliases ??= new Map(
    profileNames().flatMap((name) => {
      const { aliases: others = [] } = JSON.parse(
        readFileSync(join(folder, `${name}.json`), 'utf8'),
      ) as Profile;
      return others.map((other): [string, string] => [other, name]);
    }),
  );
  return knownAliases;
}

function unknownProfile(reference: string): string {
  const names = profileNames();
  const near = closest(reference, [...names, ...aliases().keys()]);
  return `there is no profile ${JSON.stringify(reference)}. Did you mean ${JSON.stringify(near)}? There are: ${names.join(', ')}. A file ends in .json, .yaml or .yml.`;
}
