/** Terminal text, colours and all, as a picture that is sharp at any size and follows dark and light. */
import { htmlEscape } from 'escape-goat';

const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 20;

/** The codes that our terminal report uses. */
const CLASSES: Readonly<Record<string, string | undefined>> = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
};

const STYLE = `
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; white-space: pre }
rect { fill: #fbfaf7; stroke: #d9d5ca }
.bold { font-weight: 700 } .dim { fill: #6b675e } .red { fill: #b5271f } .green { fill: #1c7a4a } .yellow { fill: #8f5a00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e9e7e0 } rect { fill: #171715; stroke: #35342f }
  .dim { fill: #a5a197 } .red { fill: #f58a80 } .green { fill: #6cc796 } .yellow { fill: #e5b25d }
}`;

/**
 * @param text lines with the escape sequences of colours
 * @param width in columns
 * @param label for those who do not see it
 */
export function terminalSvg(text: string, width: number, label: string): string {
  const lines = text.trimEnd().split('\n');
  const [w, h] = [Math.ceil(width * COLUMN) + 2 * MARGIN, lines.length * LINE + 2 * MARGIN];
  const rows = lines.map((line, i) => {
    const y = MARGIN + (i + 0.75) * LINE;
    return line === '' ? '' : `<text x="${MARGIN}" y="${y}">${spans(line, width)}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-label="${htmlEscape(label)}">
<style>${STYLE}</style>
<rect x="0.5" y="0.5" width="${w - 1}" height="${h - 1}" rx="8"/>
${rows.join('')}</svg>
`;
}

/** Text between two codes becomes a span; its length is given, because fonts differ and columns must not. A long line is cut. */
function spans(line: string, width: number): string {
  let name: string | undefined;
  let column = 0;
  return line
    .split('\u001b[')
    .map((part, i) => {
      const [, code, whole = part] = (i > 0 && /^(\d+)m(.*)$/s.exec(part)) || [];
      if (code !== undefined) name = CLASSES[code];
      const rest = fitting(whole, width - column);
      if (rest === '') return '';
      const at = MARGIN + column * COLUMN;
      const length = [...rest].length;
      column += length;
      if (rest.trim() === '') return '';
      const named = name === undefined ? '' : ` class="${name}"`;
      return `<tspan${named} x="${at.toFixed(1)}" textLength="${(length * COLUMN).toFixed(1)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${htmlEscape(rest)}</tspan>`;
    })
    .join('');
}

function fitting(text: string, room: number): string {
  const characters = [...text];
  if (characters.length <= room) return text;
  return room < 1 ? '' : `${characters.slice(0, room - 1).join('')}…`;
}
