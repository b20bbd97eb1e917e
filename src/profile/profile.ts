/** Profiles: documented dialects, loaded by name or from a file, with what they inherit. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { parse } from 'yaml';
import type { Expectation, Profile } from '../../schemas/types/profile.js';
import { validateProfile } from '../../schemas/validate.js';

/** The profile that covers every check, and that all others extend. */
export const ROOT_PROFILE = 'openai';

export interface ResolvedProfile {
  readonly name: string;
  readonly title: string;
  readonly baseURL?: string;
  readonly keyVariable?: string;
  /** From this profile to the root. */
  readonly chain: readonly string[];
  /** What holds for a check, and which profile says so; undefined where nothing is documented. */
  expectation(check: string): { readonly entry: Expectation; readonly from: string } | undefined;
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
    next = profile.extends ?? (name === ROOT_PROFILE ? undefined : ROOT_PROFILE);
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
    ...(profile.baseURL !== undefined && { baseURL: profile.baseURL }),
    ...(profile.keyVariable !== undefined && { keyVariable: profile.keyVariable }),
    chain: chain.map((link) => link.name),
    mentioned,
    expectation(check) {
      const link = chain.find((candidate) => Object.hasOwn(candidate.profile.expect, check));
      const entry = link?.profile.expect[check];
      return link && entry ? { entry, from: link.name } : undefined;
    },
  };
}

function readProfile(reference: string): { readonly name: string; readonly profile: Profile } {
  const isFile = /\.(json|ya?ml)$/i.test(reference);
  const path = isFile ? reference : join(folder, `${canonicalName(reference)}.json`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ProfileError(isFile ? `there is no profile file ${reference}` : unknownProfile(reference));
  }
  let profile: unknown;
  try {
    profile = parse(text);
  } catch (error) {
    throw new ProfileError(`${path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  const faults = validateProfile(profile);
  if (faults.length > 0) throw new ProfileError(`${path} is not a profile: ${faults.join('; ')}`);
  return {
    name: isFile ? basename(reference, extname(reference)) : canonicalName(reference),
    profile: profile as Profile,
  };
}

/** Only names of files in the folder: nothing that climbs out of it. */
function canonicalName(reference: string): string {
  const name = reference.toLowerCase();
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) ? name : '';
}

function unknownProfile(reference: string): string {
  const names = profileNames();
  const near = closest(reference, names);
  return `there is no profile ${JSON.stringify(reference)}. Did you mean ${JSON.stringify(near)}? There are: ${names.join(', ')}. A file ends in .json, .yaml or .yml.`;
}
