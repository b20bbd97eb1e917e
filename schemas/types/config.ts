/** Generated from schemas/config.schema.json by "npm run generate". Do not edit. */

/**
 * Targets to compare. It holds no secret: keys and header values are named by the variables that hold them.
 */
export interface Config {
  $schema?: string;
  /**
   * The first is where you are now: what would break is told for a move from it to each other.
   *
   * @minItems 1
   */
  targets: ConfiguredTarget[];
}
export interface ConfiguredTarget {
  /**
   * How the report calls it.
   */
  name: string;
  /**
   * With the version: https://host/v1. Default: the address that the profile documents.
   */
  baseURL?: string;
  /**
   * Default: the endpoint's only model.
   */
  model?: string;
  /**
   * Models of single endpoints, where they differ from model.
   */
  models?: {
    chat?: string;
    completions?: string;
    embeddings?: string;
  };
  /**
   * The NAME of the variable that holds the key. Default: the one that the profile documents, at the vendor's own address; else no key is sent.
   */
  apiKeyEnv?: string;
  /**
   * A name, or a JSON or YAML file, found from the folder of this file. Default: openai.
   */
  profile?: string;
  /**
   * Further headers, each value from a variable: { "x-account": "$ACCOUNT" }.
   */
  headers?: {
    [k: string]: string;
  };
  /**
   * Added to the query of every request.
   */
  query?: {
    [k: string]: string;
  };
  /**
   * Who we are to a server that asks for it: a PEM file, found from the folder of this file.
   */
  clientCertificate?: string;
  /**
   * Its private key, a PEM file. Default: it is in the same file.
   */
  clientKey?: string;
  /**
   * Whom to trust for the server, instead of the public authorities: a PEM file.
   */
  caCertificate?: string;
  /**
   * For this target alone; each beats the option of the same name.
   */
  limits?: {
    concurrency?: number;
    timeoutSeconds?: number;
    maxRequests?: number;
    maxTokens?: number;
    contextWindow?: number;
  };
}
