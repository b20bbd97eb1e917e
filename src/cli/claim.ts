/** `touchstone claim`: what the author of a server says of it, written from a report and held against another. */
import { type Command, Option } from 'commander';
import type { Claim } from '../../schemas/types/claim.js';

interface WriteFlags {
  readonly file: string;
  readonly severity: Claim['severity'];
  readonly target?: string;
}

interface VerifyFlags {
  readonly target?: string;
}

const WHICH = 'which, where the report has several';

export function addClaimCommand(root: Command): void {
  const claim = root
    .command('claim')
    .description('Write what a server claims of itself, and hold such a claim against a report.');
  claim
    .command('write')
    .description('Write the claim that a report supports; reasons that are there are kept.')
    .argument('<report>', 'of a whole run: a report.json, or the folder of one')
    .addOption(new Option('--file <file>', 'where to (JSON or YAML)').default('touchstone-claim.yaml'))
    .addOption(
      new Option('--severity <severity>', 'the least severity of a deviation that the claim must list')
        .choices(['must', 'should', 'may'])
        .default('should'),
    )
    .option('--target <name>', WHICH)
    .action(async (path: string, flags: WriteFlags) => {
      const { readReport } = await import('../report/read.js');
      const { claimOf } = await import('../report/claim.js');
      const { readClaimIfAny, writeClaim } = await import('../report/claim-file.js');
      const { oneTarget } = await import('./one-target.js');
      const { toWrittenText } = await import('./claim-telling.js');
      const report = readReport(path);
      const written = claimOf(report, oneTarget(report, path, flags.target), {
        asked: await checksOf(report.options),
        severity: flags.severity,
        earlier: readClaimIfAny(flags.file)?.claim.except ?? [],
      });
      writeClaim(flags.file, written);
      process.stdout.write(toWrittenText(flags.file, written));
    });
  claim
    .command('verify')
    .description('Tell whether a claim holds. The exit code is 1 where it does not.')
    .argument('<file>', 'the claim')
    .argument('<report>', 'of a whole run: a report.json, or the folder of one')
    .option('--target <name>', WHICH)
    .action(async (file: string, path: string, flags: VerifyFlags) => {
      const { readReport } = await import('../report/read.js');
      const { holds, verify } = await import('../report/claim.js');
      const { readClaim } = await import('../report/claim-file.js');
      const { allFacts } = await import('../run.js');
      const { oneTarget } = await import('./one-target.js');
      const { toVerificationText } = await import('./claim-telling.js');
      const placed = readClaim(file);
      const report = readReport(path);
      const verification = verify(placed, report, oneTarget(report, path, flags.target), {
        asked: await checksOf(placed.claim),
        known: [...allFacts, ...report.catalogue],
      });
      process.stdout.write(toVerificationText(placed.claim, verification));
      process.exitCode = holds(verification) ? 0 : 1;
    });
  claim.addHelpText(
    'after',
    `
Examples:
  touchstone claim write touchstone-report
  touchstone claim verify touchstone-claim.yaml touchstone-report`,
  );
}

/** The checks that a suite has today. */
async function checksOf({ suite, hostile }: Pick<Claim, 'suite' | 'hostile'>) {
  const { selectChecks } = await import('../config/selection.js');
  const { allFacts, isCore } = await import('../run.js');
  return selectChecks(allFacts, { suite, hostile, only: [], skip: [] }, isCore);
}
