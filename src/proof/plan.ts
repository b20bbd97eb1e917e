/** Which trials a proof consists of, and where on the server each finds its endpoint. */
import { DIALECT_NAMES, type DialectName } from '../../reference/dialects/dialect.js';
import { faults as allFaults, type Fault } from '../../reference/faults/index.js';
import { variations as allVariations, type Variation } from '../../reference/variations/index.js';

import { isOfArea } from './area.js';

export type Persona = 'obedient' | 'babbler' | 'reasoner';

const PERSONAS = ['obedient', 'babbler', 'reasoner'] as const;

/** One endpoint of the server, and what is tried on it. */
export interface Planned {
  readonly dialect: DialectName;
  readonly persona: Persona;
  readonly variation?: string;
  readonly fault?: string;
  /** Only these checks; all by default. */
  readonly checks?: readonly string[];
  /** Once more, on a server of its own whose model draws other texts. */
  readonly again?: true;
}

export interface Plan {
  /** Endpoints without a fault, each of them in every way that is lawful. */
  readonly quiet: readonly Planned[];
  /** The plain ones of them, twice over: what a check comes to has to be the same. */
  readonly twice: readonly { readonly first: Planned; readonly second: Planned }[];
  /** Endpoints with one fault each: with the model that shows it, and with the one that never obeys. */
  readonly faulty: readonly { readonly fault: Fault; readonly shown: Planned; readonly babbler: Planned }[];
}

export interface PlanOptions {
  /** Ids of the checks. */
  readonly catalogue: readonly string[];
  /** Whether the plain endpoints are tried; by default where everything is. */
  readonly plain?: boolean;
  /** Whether every check meets every fault, and not those alone that it announces or that are of its area. */
  readonly matrix?: boolean;
}

/** @param only ids of faults and variations; without it all of them, and the plain endpoints besides */
export function planTrials(only: ReadonlySet<string> | undefined, options: PlanOptions): Plan {
  const { catalogue, plain = only === undefined, matrix = false } = options;
  const wanted = ({ id }: { readonly id: string }) => only === undefined || only.has(id);
  const everywhere = DIALECT_NAMES.flatMap((dialect) => PERSONAS.map((persona) => ({ dialect, persona })));
  const twice = plain
    ? everywhere.map((first) => ({ first, second: { ...first, again: true as const } }))
    : [];
  return {
    quiet: [
      ...twice.flatMap(({ first, second }) => [first, second]),
      ...allVariations.filter(wanted).flatMap(quietTrials),
    ],
    twice,
    faulty: allFaults.filter(wanted).map((fault) => {
      const dialect = fault.dialects?.[0] ?? 'openai';
      const common = { dialect, fault: fault.id };
      return {
        fault,
        shown: {
          ...common,
          persona: fault.persona ?? 'obedient',
          ...(!matrix && {
            checks: catalogue.filter((id) => id in fault.announces || isOfArea(id, fault.area)),
          }),
        },
        babbler: { ...common, persona: 'babbler', checks: Object.keys(fault.announces) },
      };
    }),
  };
}

/** Each variation in its first dialect with the model that obeys, and in its last one with the model that does not. */
function quietTrials({ id, dialects = DIALECT_NAMES }: Variation): Planned[] {
  return [
    { dialect: dialects[0] as DialectName, persona: 'obedient', variation: id },
    { dialect: dialects.at(-1) as DialectName, persona: 'babbler', variation: id },
  ];
}

export function pathOf({ dialect, persona, variation, fault }: Planned): string {
  const parts = [
    `/dialect/${dialect}/persona/${persona}`,
    ...(variation ? [`/variation/${variation}`] : []),
    ...(fault ? [`/fault/${fault}`] : []),
  ];
  return `${parts.join('')}/v1`;
}

export function nameOf({ dialect, persona, variation, fault, again }: Planned): string {
  return [dialect, persona, variation ?? fault, again && 'again']
    .filter((part) => part !== undefined)
    .join(' ');
}
