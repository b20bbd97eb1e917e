/** Where a claim is documented. */
import type { Source } from '../../schemas/types/report.js';

/** A place in OpenAI's published OpenAPI document: `CreateChatCompletionRequest.stop`. */
export function openapi(at: string): Source {
  return {
    document: 'OpenAI OpenAPI document 2.3.0 (f85dbe2)',
    at,
    url: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
  };
}

/** What that document calls the request to each endpoint. */
export const REQUEST_SCHEMA = {
  chat: 'CreateChatCompletionRequest',
  completions: 'CreateCompletionRequest',
} as const;

/** A file of an official client: `openai-node`, `src/core/error.ts`. */
export function sdk(client: 'openai-node' | 'openai-python', file: string): Source {
  const version = client === 'openai-node' ? 'v6.49.0' : 'main';
  return {
    document: client === 'openai-node' ? 'openai-node v6.49.0' : 'openai-python (e43b422)',
    at: file,
    url: `https://github.com/openai/${client}/blob/${version}/${file}`,
  };
}

/** A public report: `vllm-project/vllm#7262`. GitHub redirects an issue's address to the pull request of that number. */
export function thread(name: string): Source {
  const [repository, number] = name.split('#');
  return { document: name, url: `https://github.com/${repository}/issues/${number}` };
}

/** A vendor's page, or a standard. */
export function page(document: string, url: string, at?: string): Source {
  return { document, url, ...(at !== undefined && { at }) };
}

export const FIREWORKS_PAGE = 'https://docs.fireworks.ai/tools-sdks/openai-compatibility.md';

/** A section of the vendor page on compatibility. */
export function fireworks(section: string): Source {
  return page('Fireworks: OpenAI compatibility', FIREWORKS_PAGE, section);
}
