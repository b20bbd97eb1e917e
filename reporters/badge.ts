/** A target's result as a badge: a picture for a README, or the JSON of which shields.io makes one. */
import { htmlEscape } from 'escape-goat';
import type { Report, TargetReport } from '../schemas/types/report.js';
import { brief, plain } from './plain.js';
import { checks } from './reading/wording.js';

export interface Badge {
  readonly label: string;
  readonly message: string;
  /** As #rrggbb; white text on it can be read. */
  readonly color: string;
}

const GREEN = '#1c7a4a';
const RED = '#b5271f';
const AMBER = '#8f5a00';
const GREY = '#5f5c55';

/**
 * What the badge says. "As documented" only where the run went to its end and no check met an error; an accepted deviation is
 * still one.
 */
export function badgeOf({ partial }: Report, target: TargetReport): Badge {
  const { totals } = target;
  const label = `touchstone: ${brief(target.profile, 40)}`;
  if (totals.fail > 0) {
    const { must, should, may } = totals.failBySeverity;
    const worst = must > 0 ? `${must} must` : should > 0 ? `${should} should` : `${may} may`;
    return { label, message: `${totals.fail} deviate, ${worst}`, color: must > 0 ? RED : AMBER };
  }
  if (partial || totals.error > 0 || totals.pass === 0) return { label, message: 'incomplete', color: GREY };
  return { label, message: `as documented, ${checks(totals.pass)}`, color: GREEN };
}

/** For shields.io: https://img.shields.io/endpoint?url=… */
export function toShieldsJson({ label, message, color }: Badge): string {
  return `${JSON.stringify({ schemaVersion: 1, label, message, color })}\n`;
}

const HEIGHT = 20;
const PADDING = 7;
/** Of Verdana at 11 pixels on average; the exact width is set by textLength. */
const CHARACTER = 6.4;

export function toBadgeSvg({ label, message, color }: Badge): string {
  const said = htmlEscape(plain(`${label}: ${message}`));
  const [left, right] = [label, message].map((text) => Math.round([...text].length * CHARACTER)) as [
    number,
    number,
  ];
  const [middle, width] = [left + 2 * PADDING, left + right + 4 * PADDING];
  const words = (text: string, x: number, length: number) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${htmlEscape(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${said}">
<title>${said}</title>
<clipPath id="round"><rect width="${width}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#round)"><rect width="${middle}" height="${HEIGHT}" fill="#3a3936"/><rect x="${middle}" width="${width - middle}" height="${HEIGHT}" fill="${color}"/></g>
<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">${words(label, PADDING, left)}${words(message, middle + PADDING, right)}</g>
</svg>
`;
}
