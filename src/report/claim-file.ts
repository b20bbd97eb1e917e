/** Reads and writes a conformance claim. */
import { existsSync } from 'node:fs';
import type { Claim } from '../../schemas/types/claim.js';
import { validateClaim } from '../../schemas/validate.js';
import type { PlacedClaim } from './claim.js';
import { type FileKind, readPlaced, writeByName } from './placed-file.js';

const CLAIM: FileKind = {
  name: 'conformance claim',
  list: 'except',
  schema: 'schemas/claim.schema.json',
  hint: 'touchstone claim write REPORT makes one of a report',
  validate: (value) => (isNewer(value) ? [NEWER] : validateClaim(value)),
};

const SCHEMA_VERSION = 1;
const NEWER = `its schemaVersion is above ${SCHEMA_VERSION}: read it with a newer touchstone`;

function isNewer(value: unknown): boolean {
  return Number((value as { schemaVersion?: unknown } | null)?.schemaVersion) > SCHEMA_VERSION;
}

const HEADING = `# What this server claims of itself. Anybody can hold it against a run of their own:
#   touchstone claim verify FILE REPORT
`;

/** @throws {ReportError} where it is missing, cannot be parsed, or is no claim; the message says where */
export function readClaim(path: string): PlacedClaim {
  const { value: claim, lines } = readPlaced<Claim>(path, CLAIM);
  return { path, claim, entries: claim.except.map((entry, i) => ({ ...entry, lines: lines[i] as string })) };
}

/** The claim that a file holds, where there is one. */
export function readClaimIfAny(path: string): PlacedClaim | undefined {
  return existsSync(path) ? readClaim(path) : undefined;
}

/** @throws {ReportError} where it cannot be written */
export function writeClaim(path: string, claim: Claim): void {
  writeByName(path, CLAIM.name, claim, HEADING);
}
