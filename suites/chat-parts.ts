/** Parts of a message that are no text: images, sound, files, and what nobody documents. */
import { check, NOT_CORE, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { type Message, reach } from '../src/check/conversation.js';
import { refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';

const TEXT: Message = { type: 'text', text: 'What is this?' };
const ALONE: readonly Message[] = [{ role: 'user', content: [TEXT] }];

const withPart = (part: Message): readonly Message[] => [{ role: 'user', content: [TEXT, part] }];

/** A red square of 32 × 32 points as PNG: smaller ones are refused by some models that do read images. */
const IMAGE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJ0lEQVR42u3NsQkAAAjAsP7/tF7hIASyp6lTCQQCgUAgEAgEgi/BAjLD/C5w/SM9AAAAAElFTkSuQmCC';

/** A quarter of a second of silence: a header and 8-bit samples, as WAV wants them. */
function silence(): string {
  const samples = Buffer.alloc(2000, 128);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]).toString('base64');
}

/** A page with one line, as PDF. */
function page(): string {
  const line = 'BT /F1 24 Tf 72 720 Td (The lighthouse keeper of Porto has a red coat.) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${line.length} >>\nstream\n${line}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + end).toString('base64');
}

const PARTS: readonly {
  readonly id: string;
  readonly what: string;
  readonly source: ReturnType<typeof openapi>;
  readonly notices: string;
  readonly part: () => Message;
  readonly core: boolean;
}[] = [
  {
    id: 'image',
    what: 'image',
    source: openapi('ChatCompletionRequestMessageContentPartImage'),
    notices: 'who sends a picture: the model invents what it shows',
    part: () => ({ type: 'image_url', image_url: { url: IMAGE } }),
    core: true,
  },
  {
    id: 'audio',
    what: 'recording',
    source: openapi('ChatCompletionRequestMessageContentPartAudio'),
    notices: 'who sends a recording: the model answers as if it had heard it',
    part: () => ({ type: 'input_audio', input_audio: { data: silence(), format: 'wav' } }),
    core: false,
  },
  {
    id: 'file',
    what: 'file',
    source: openapi('ChatCompletionRequestMessageContentPartFile'),
    notices: 'who sends a document: the model invents what it says',
    part: () => ({
      type: 'file',
      file: { filename: 'note.pdf', file_data: `data:application/pdf;base64,${page()}` },
    }),
    core: false,
  },
];

export const foreign = PARTS.map(({ id, what, source, notices, part, core }) =>
  check({
    id: `chat.messages.${id}`,
    claim: `${what === 'image' ? 'An' : 'A'} ${what} is read, or clearly refused.`,
    source,
    needs: ['chat'],
    ...(!core && NOT_CORE),
    cost: { requests: 4, tokens: 4 },
    outcomes: {
      read: `the prompt has more tokens with the ${what} than without it`,
      dropped: {
        says: 'the request is answered, and the prompt has as many tokens as without the part',
        severity: 'should',
        notices: [notices],
      },
      rejected: `the ${what} is refused with a legible error`,
    },
    async observe(lab) {
      const reached = await reach(lab, withPart(part()), ALONE);
      return 'rejected' in reached ? refused(reached.rejected) : reached;
    },
  }),
);

export const unknownPart = check({
  id: 'chat.messages.part.unknown',
  claim: 'A part of a type that nobody documents is refused, not left out without a word.',
  source: thread('raullenchai/Rapid-MLX#416'),
  needs: ['chat'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    rejected: REJECTED,
    accepted: {
      says: 'the conversation is answered as if the part were nothing special',
      severity: 'may',
      notices: ['who mistypes a type, or sends what this model cannot read: no error says so'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const messages = withPart({ type: 'touchstone', touchstone: TEXT.text });
    const { rejected } = await lab.short('chat', { messages }, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});
