import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const FILES = resolve('tests/certificates');
const file = (name: string) => readFileSync(join(FILES, name), 'utf8');
const newFolder = useFolders();
const reference = useReference();

let server: Server;
let baseURL: string;

/** The reference endpoint behind a server that lets in only whom the authority vouches for. */
beforeAll(async () => {
  const identity = { cert: file('server.pem'), key: file('server-key.pem'), ca: file('ca.pem') };
  server = createServer(
    { ...identity, requestCert: true, rejectUnauthorized: true },
    (incoming, outgoing) => {
      const { method, headers, url = '' } = incoming;
      const onward = request(reference.endpoint.url + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  baseURL = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function folderWithFiles(): string {
  const folder = newFolder();
  cpSync(FILES, folder, { recursive: true });
  return folder;
}

const OWN = ['--client-certificate', 'client.pem', '--client-key', 'client-key.pem'];
const TRUST = ['--ca-certificate', 'ca.pem'];

function check(folder: string, ...more: string[]) {
  return touchstone(folder, [
    'check',
    '--base-url',
    baseURL,
    '--only',
    'chat.stop.text',
    'models.list',
    ...more,
  ]);
}

describe('a server that asks who we are', () => {
  test('is checked with a client certificate; neither key nor paths are in the report', async () => {
    const folder = folderWithFiles();
    const { code, stderr } = await check(folder, ...OWN, ...TRUST);
    expect([code, stderr]).toEqual([0, '']);
    expect(reportIn(folder).targets[0]?.totals.pass).toBe(2);
    const [, secret = ''] = file('client-key.pem').split('\n');
    for (const [path, text] of filesIn(join(folder, 'touchstone-report')))
      expect([path, text.includes(secret), text.includes('client-key.pem')]).toEqual([path, false, false]);
  });

  test('certificate and key may be in one file', async () => {
    const folder = folderWithFiles();
    writeFileSync(join(folder, 'both.pem'), file('client.pem') + file('client-key.pem'));
    expect((await check(folder, '--client-certificate', 'both.pem', ...TRUST)).code).toBe(0);
  });

  test('compare takes them from the configuration, found from its folder', async () => {
    const folder = folderWithFiles();
    const files = { clientCertificate: 'client.pem', clientKey: 'client-key.pem', caCertificate: 'ca.pem' };
    writeFileSync(
      join(folder, 'targets.yaml'),
      stringify({ targets: [{ name: 'guarded', baseURL, ...files }] }),
    );
    const args = ['compare', join(folder, 'targets.yaml'), '--only', 'chat.stop.text'];
    const elsewhere = newFolder();
    expect((await touchstone(elsewhere, args)).code).toBe(0);
    expect(reportIn(elsewhere).targets[0]?.totals.pass).toBe(1);
  });

  test.each([
    ['without a certificate', TRUST, /wants a client certificate.* --client-certificate/],
    ['without its authority', OWN, /--ca-certificate/],
  ])('%s it is not reached, and the message says what is missing', async (_name, args, message) => {
    const { code, stderr } = await check(folderWithFiles(), ...args);
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
  });
});

describe('files that cannot be used exit with 2, and nothing is written', () => {
  const key = (options: object = {}) =>
    generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...options },
    }).privateKey;
  const own = (certificate: string, clientKey: string) => [
    '--client-certificate',
    certificate,
    '--client-key',
    clientKey,
  ];

  test.each([
    [
      'none',
      own('nowhere.pem', 'client-key.pem'),
      /the client certificate nowhere\.pem cannot be read \(ENOENT\)/,
    ],
    ['a folder', own('.', 'client-key.pem'), /cannot be read \(EISDIR\)/],
    ['no PEM', own('README.md', 'client-key.pem'), /README\.md is not PEM/],
    [
      'an authority that is none',
      ['--ca-certificate', 'client-key.pem'],
      /CA certificate client-key\.pem is not PEM/,
    ],
    ['a certificate for a key', own('client.pem', 'ca.pem'), /ca\.pem has no private key/],
    [
      'no key in the same file',
      ['--client-certificate', 'client.pem'],
      /client\.pem has no private key.*name the file/,
    ],
    ['the key of another', own('client.pem', 'other.pem'), /other\.pem is not the key of .* client\.pem/],
    [
      'a key that is encrypted',
      own('client.pem', 'encrypted.pem'),
      /encrypted\.pem is encrypted.*openssl pkey/,
    ],
    ['a key alone', ['--client-key', 'client-key.pem'], /a client key needs its certificate/],
  ])('%s', async (_name, args, message) => {
    const folder = folderWithFiles();
    writeFileSync(join(folder, 'other.pem'), key());
    writeFileSync(join(folder, 'encrypted.pem'), key({ cipher: 'aes-256-cbc', passphrase: 'secret' }));
    const before = filesIn(folder);
    const { code, stderr } = await check(folder, ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(filesIn(folder)).toEqual(before);
  });

  test('an address without TLS', async () => {
    const args = ['check', '--base-url', reference.endpoint.baseURL, ...OWN];
    const { code, stderr } = await touchstone(folderWithFiles(), args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/client\.pem: certificates are for https:/)]);
  });
});
