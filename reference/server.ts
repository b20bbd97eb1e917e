/** The reference endpoint: an HTTP server on loopback that speaks the API, in several dialects, and with faults if asked. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, answerSelectionError } from './answer.js';
import type { DialectName } from './dialects/dialect.js';
import { Exchange } from './exchange.js';
import { loadModel } from './model/model.js';
import type { PersonaName } from './personas/persona.js';
import { openSite, readPath, type Selection, SelectionError, selectionKey } from './selection.js';
import type { Site, SiteOptions, Stats } from './site.js';

export interface ReferenceOptions {
  /** The address to listen on; default `127.0.0.1`. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
  /** Default `openai`. */
  dialect?: DialectName;
  /** Default `obedient`. */
  persona?: PersonaName;
  /** Ids of the faults the endpoint shall have, in the order in which they act. */
  faults?: readonly string[];
  /** Ids of the lawful variations it shall have. */
  variations?: readonly string[];
  /** If set, the bearer token that requests must bring. */
  apiKey?: string;
  /** The model's window in tokens; default 2048. */
  contextWindow?: number;
  /** Decides the texts of requests without `seed`; default 1. */
  seed?: number;
  /** Default: as fast as it goes. */
  tokensPerSecond?: number;
}

export interface ReferenceEndpoint {
  /** `http://host:port`; a path such as `/dialect/fireworks/fault/stop-ignored/v1` below it chooses another endpoint. */
  readonly url: string;
  /** The base URL for clients: `url` with `/v1`. */
  readonly baseURL: string;
  readonly port: number;
  readonly stats: Readonly<Stats>;
  /** Closes all connections, also those in use. */
  close(): Promise<void>;
}

/**
 * Starts the endpoint and resolves when it listens.
 *
 * @throws SelectionError if the options name an unknown dialect, persona or fault; and what `listen` throws, e.g. a port in use
 */
export async function startReference(options: ReferenceOptions = {}): Promise<ReferenceEndpoint> {
  const {
    host = '127.0.0.1',
    port = 0,
    dialect = 'openai',
    persona = 'obedient',
    faults = [],
    variations = [],
  } = options;
  const siteOptions: SiteOptions = {
    apiKey: options.apiKey,
    contextWindow: options.contextWindow ?? 2048,
    seed: options.seed ?? 1,
    tokensPerSecond: options.tokensPerSecond,
  };
  const stats: Stats = { requests: 0, tokens: 0, running: 0, abandoned: 0 };
  const sites = new Sites({ dialect, persona, faults, variations }, siteOptions, stats);
  loadModel();

  const server = createServer((request, response) => void sites.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  return {
    url,
    baseURL: `${url}/v1`,
    port: bound,
    stats,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The endpoints of a server, made when they are first asked for. */
class Sites {
  private readonly sites = new Map<string, Site>();

  constructor(
    private readonly defaults: Selection,
    private readonly options: SiteOptions,
    private readonly stats: Stats,
  ) {
    this.find(defaults);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.stats.requests++;
    try {
      const { selection, route } = readPath(request.url ?? '/', this.defaults);
      await answer(new Exchange(this.find(selection), request, response, Date.now()), route);
    } catch (error) {
      if (!(error instanceof SelectionError)) throw error;
      answerSelectionError(response, error);
    }
  }

  private find(selection: Selection): Site {
    const key = selectionKey(selection);
    let site = this.sites.get(key);
    if (!site) {
      site = openSite(selection, this.options, this.stats);
      this.sites.set(key, site);
    }
    return site;
  }
}
