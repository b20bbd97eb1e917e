/** The official client on POST /responses. */
import type OpenAI from 'openai';
import { check } from '../src/check/check.js';
import { parseJson } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { outputText, responseRequest } from '../src/check/responses.js';
import { sdk } from '../src/check/source.js';

type Asked = OpenAI.Responses.ResponseCreateParamsNonStreaming;

const CALLS = [
  {
    id: 'sdk.responses.create',
    claim: 'client.responses.create() gives output_text.',
    file: 'src/resources/responses/responses.ts',
    call: (client: OpenAI, asked: Asked) => client.responses.create(asked),
  },
  {
    id: 'sdk.responses.stream',
    claim: 'client.responses.stream() assembles the answer of a stream.',
    file: 'src/lib/responses/ResponseStream.ts',
    call: (client: OpenAI, asked: Asked) =>
      client.responses.stream({ ...asked, stream: true }).finalResponse(),
  },
] as const;

export const calls = CALLS.map(({ id, claim, file, call }) =>
  check({
    id,
    claim,
    source: sdk('openai-node', file),
    needs: ['chat', 'responses'],
    cost: { requests: 2, tokens: 32 },
    outcomes: {
      works: 'the call gives the text',
      empty: {
        says: 'the call gives no text, without an error',
        severity: 'must',
        notices: ['programs with the official client'],
      },
      threw: { says: 'the client throws', severity: 'must', notices: ['programs with the official client'] },
    },
    async observe(lab: Lab) {
      try {
        const { output_text } = await call(lab.sdk(), responseRequest(lab).json as Asked);
        if (output_text) return 'works';
        const plain = await lab.send(responseRequest(lab));
        return outputText(parseJson(plain.text)) === ''
          ? lab.inconclusive('without the client no text comes either: thinking may have taken all tokens')
          : 'empty';
      } catch (error) {
        const { status, message = String(error) } = error as { status?: number; message?: string };
        if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
        if (error instanceof Error && error.name === 'Inconclusive') throw error;
        if (id === 'sdk.responses.stream' && (await refusesStreams(lab)))
          return lab.inconclusive('streams are refused');
        return { outcome: 'threw', details: { status: status ?? null, message: message.slice(0, 200) } };
      }
    },
  }),
);

/** Whether a stream is refused to whoever asks: that says nothing about the client. */
async function refusesStreams(lab: Lab): Promise<boolean> {
  const ordinary = responseRequest(lab);
  const { status = 0 } = await lab.send({
    ...ordinary,
    json: { ...(ordinary.json as object), stream: true },
  });
  return status >= 400 && status < 500;
}
