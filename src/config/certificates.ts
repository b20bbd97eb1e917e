/** Certificates that a target is asked with, from PEM files: read and tried before anything is sent. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from './error.js';

/** Paths of PEM files. */
export interface CertificateFiles {
  /** Who we are, with the chain where the server wants it. */
  readonly clientCertificate?: string;
  /** Its private key; default: in the same file. */
  readonly clientKey?: string;
  /** Whom to trust for the server, instead of the public authorities. */
  readonly caCertificate?: string;
}

/** Their contents, as node:tls takes them. */
export interface Certificates {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

/**
 * @returns undefined where no file is named
 * @throws {ConfigError} where a file cannot be read or is no PEM, or the key is not that of the certificate
 */
export function certificatesFrom(
  { clientCertificate, clientKey, caCertificate }: CertificateFiles,
  baseURL: string,
): Certificates | undefined {
  const first = clientCertificate ?? clientKey ?? caCertificate;
  if (first === undefined) return undefined;
  if (!baseURL.startsWith('https:'))
    throw new ConfigError(`${first}: certificates are for https://, and the base URL is ${baseURL}`);
  if (clientKey !== undefined && clientCertificate === undefined)
    throw new ConfigError(`${clientKey}: a client key needs its certificate, named beside it`);
  return {
    ...(clientCertificate !== undefined && client(clientCertificate, clientKey)),
    ...(caCertificate !== undefined && { ca: pem(caCertificate, 'CA certificate').text }),
  };
}

function client(certificatePath: string, keyPath = certificatePath): Certificates {
  const { text: cert, certificate } = pem(certificatePath, 'client certificate');
  const key = keyPath === certificatePath ? cert : contents(keyPath, 'client key');
  if (!certificate.checkPrivateKey(privateKey(key, keyPath)))
    throw new ConfigError(`${keyPath} is not the key of the client certificate ${certificatePath}`);
  return { cert, key };
}

function pem(path: string, what: string): { readonly text: string; readonly certificate: X509Certificate } {
  const text = contents(path, what);
  try {
    return { text, certificate: new X509Certificate(text) };
  } catch {
    throw new ConfigError(`the ${what} ${path} is not PEM: it has no readable -----BEGIN CERTIFICATE-----`);
  }
}

function privateKey(text: string, path: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch (error) {
    const isEncrypted = /PASSPHRASE|BAD_PASSWORD|INTERRUPTED_OR_CANCELLED/i.test(
      (error as NodeJS.ErrnoException).code ?? '',
    );
    throw new ConfigError(
      isEncrypted
        ? `the client key ${path} is encrypted, and nobody is asked for its passphrase: decrypt it into a file that only you can read (openssl pkey -in ${path} -out FILE)`
        : `${path} has no private key in PEM (-----BEGIN PRIVATE KEY-----): name the file of the client key`,
    );
  }
}

function contents(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`the ${what} ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
