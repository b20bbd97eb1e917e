/** An exchange as a program with the official client; base URL and key come from the environment, as in the curl line. */
import type { Exchange } from '../schemas/types/report.js';
import { furtherHeaders, isRedacted, variableFor } from './curl.js';
import { type Call, callOf } from './snippets/call.js';
import { pythonArguments, pythonLiteral, pythonString } from './snippets/python.js';
import { typeScriptLiteral, typeScriptString } from './snippets/typescript.js';

/** For openai-node; undefined where the request is none that the client could send. */
export function toTypeScript(exchange: Exchange): string | undefined {
  const call = callOf(exchange.request);
  if (!call) return undefined;
  const headers = clientHeaders(exchange).map(([name, value]) => {
    const given = isRedacted(value) ? `process.env.${variableFor(name)}` : typeScriptString(value);
    return `${typeScriptString(name)}: ${given}`;
  });
  const options = [
    'baseURL: process.env.BASE_URL',
    exchange.request.credentials === 'wrong' ? "apiKey: 'wrong'" : 'apiKey: process.env.KEY',
    ...(headers.length > 0 ? [`defaultHeaders: { ${headers.join(', ')} }`] : []),
    ...(hasQuery(call) ? [`defaultQuery: ${typeScriptLiteral(call.query)}`] : []),
  ];
  return [
    "import OpenAI from 'openai';",
    '',
    `const client = new OpenAI({ ${options.join(', ')} });`,
    ...(call.streams
      ? [
          `const stream = await ${typeScriptCall(call)};`,
          'for await (const chunk of stream) console.log(JSON.stringify(chunk));',
        ]
      : [`const answer = await ${typeScriptCall(call)};`, 'console.log(JSON.stringify(answer, null, 2));']),
    '',
  ].join('\n');
}

function typeScriptCall(call: Call): string {
  const body = call.body === undefined ? '' : typeScriptLiteral(call.body);
  // An option that the types do not know is refused by the compiler, though not by the wire.
  if (call.kind === 'typed' && call.unknown.length === 0) {
    const argument = call.argument === undefined ? body : typeScriptString(call.argument);
    return `client.${call.typeScript}(${argument})`;
  }
  const options = [...(body ? [`body: ${body}`] : []), ...(call.streams ? ['stream: true'] : [])];
  const type = call.streams ? '<AsyncIterable<unknown>>' : '';
  const given = options.length > 0 ? `, { ${options.join(', ')} }` : '';
  return `client.${call.method}${type}(${typeScriptString(call.path)}${given})`;
}

/** For openai-python; undefined where the request is none that the client could send. */
export function toPython(exchange: Exchange): string | undefined {
  const call = callOf(exchange.request);
  if (!call) return undefined;
  const headers = clientHeaders(exchange).map(([name, value]) => {
    const given = isRedacted(value) ? `os.environ["${variableFor(name)}"]` : pythonString(value);
    return `${pythonString(name)}: ${given}`;
  });
  const options = [
    'base_url=os.environ["BASE_URL"]',
    exchange.request.credentials === 'wrong' ? 'api_key="wrong"' : 'api_key=os.environ["KEY"]',
    ...(headers.length > 0 ? [`default_headers={${headers.join(', ')}}`] : []),
    ...(hasQuery(call) ? [`default_query=${pythonLiteral(call.query)}`] : []),
  ];
  return [
    'import os',
    '',
    `from openai import OpenAI${call.kind === 'generic' && call.streams ? ', Stream' : ''}`,
    '',
    `client = OpenAI(${options.join(', ')})`,
    ...(call.streams
      ? [`for chunk in ${pythonCall(call)}:`, '    print(chunk)']
      : [`answer = ${pythonCall(call)}`, 'print(answer)']),
    '',
  ].join('\n');
}

function pythonCall(call: Call): string {
  if (call.kind === 'typed') {
    if (call.argument !== undefined) return `client.${call.python}(${pythonString(call.argument)})`;
    return `client.${call.python}(${pythonArguments(call.body ?? {}, call.unknown)})`;
  }
  const options = [
    'cast_to=object',
    ...(call.body === undefined ? [] : [`body=${pythonLiteral(call.body)}`]),
    ...(call.streams ? ['stream=True', 'stream_cls=Stream[object]'] : []),
  ];
  return `client.${call.method}(${pythonString(call.path)}, ${options.join(', ')})`;
}

function hasQuery({ query }: Call): boolean {
  return Object.keys(query).length > 0;
}

/** Without the content type, which the client sets. */
function clientHeaders({ request }: Exchange): [string, string][] {
  return furtherHeaders(request.headers).filter(([name]) => name.toLowerCase() !== 'content-type');
}
