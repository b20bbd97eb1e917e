/** Looks at the images of a sample: by their bytes where they stand in the file, by the form of the address where not. */
import type { Ledger } from './ledger.js';

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'unknown';

/** As many characters of base64 as show every known beginning of an image. */
const ENOUGH = 32;

export function observeImage(ledger: Ledger, url: string, pointer: string): void {
  const at = `${pointer}/image_url/url`;
  if (/^https?:\/\/\S/i.test(url)) {
    ledger.saw('image.url', 'http', at);
    return;
  }
  const head = /^data:([^,;]*)((?:;[^,;]*)*),/i.exec(url.slice(0, 256));
  if (!head || !/;base64$/i.test(head[2] ?? '')) {
    ledger.saw('image.url', 'other', at, url.slice(0, 60));
    return;
  }
  const data = url.slice(head[0].length);
  if (data === '') {
    ledger.saw('image.url', 'empty', at);
    return;
  }
  if (!isBase64(data)) {
    ledger.saw('image.url', 'not-base64', at);
    return;
  }
  ledger.saw('image.url', 'data', at);
  const format = formatOf(Buffer.from(data.slice(0, ENOUGH), 'base64'));
  const declared = (head[1] ?? '').toLowerCase().replace('image/jpg', 'image/jpeg');
  ledger.saw('image.format', format, at, `declared as ${declared || 'nothing'}`);
  if (format !== 'unknown' && declared !== `image/${format}`) {
    ledger.saw('image.declared', 'other', at, `${declared || 'nothing'}, and the bytes are ${format}`);
  }
  const limit = ledger.limit('image.size');
  const bytes = decodedBytes(data);
  if (limit !== undefined && bytes > limit) {
    ledger.saw('image.size', 'beyond', at, `${bytes} bytes; the limit is ${limit}`);
  }
}

/** Pieces of a length that the engine's pattern matcher takes without growing its stack. */
const PIECE = 2 ** 20;

function isBase64(data: string): boolean {
  const body = data.replace(/={1,2}$/, '');
  if (body.length % 4 === 1 || (body.length !== data.length && data.length % 4 !== 0)) return false;
  for (let start = 0; start < body.length; start += PIECE) {
    if (/[^A-Za-z0-9+/]/.test(body.slice(start, start + PIECE))) return false;
  }
  return true;
}

function decodedBytes(data: string): number {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return Math.floor(((data.length - padding) * 3) / 4);
}

function formatOf(bytes: Buffer): Format {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (bytes.toString('latin1', 1, 8) === 'PNG\r\n\x1a\n' && bytes[0] === 0x89) return 'png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))) return 'gif';
  return 'unknown';
}
