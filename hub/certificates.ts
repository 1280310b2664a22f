import 'reflect-metadata'
import { webcrypto, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { makeFolder, writeWhole } from '../core/workspace/files.ts'

const DAY = 86_400_000
const AUTHORITY_DAYS = 7300
const SERVER_DAYS = 825
/** A certificate is made anew that long before it ends. */
const RENEW_DAYS = 60

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** What the server shows: key and chain in PEM, the authority last. */
export interface Certificates {
  readonly key: string
  readonly chain: string
  readonly authority: Uint8Array
}

/** An authority of the server's own and a certificate for the names and addresses that this machine has now. */
export async function ownCertificates(folder: string, now: number): Promise<Certificates> {
  makeFolder(folder)
  const authority = await keptAuthority(folder, now)
  const paths = { key: join(folder, 'server.key'), cert: join(folder, 'server.pem') }
  const names = ownNames()
  if (!existsSync(paths.cert) || !isFit(readFileSync(paths.cert, 'utf8'), names, now)) {
    const keys = await generated()
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `CN=${hostname()}`,
      issuer: authority.cert.subject,
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + SERVER_DAYS * DAY),
      signingKey: authority.key,
      publicKey: keys.publicKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names),
      ],
    })
    writeWhole(paths.key, Buffer.from(await keyPem(keys.privateKey)))
    writeWhole(paths.cert, Buffer.from(made.toString('pem')))
  }
  const leaf = readFileSync(paths.cert, 'utf8').trim()
  return {
    key: readFileSync(paths.key, 'utf8'),
    chain: `${leaf}\n${authority.cert.toString('pem')}\n`,
    authority: new Uint8Array(authority.cert.rawData),
  }
}

/** Certificates that somebody else made; the authority is the last of the chain. */
export function givenCertificates(keyFile: string, chainFile: string): Certificates {
  const chain = readFileSync(chainFile, 'utf8')
  const last = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu)?.at(-1)
  if (last === undefined) throw new Error(`${chainFile}: no certificate in it`)
  return { key: readFileSync(keyFile, 'utf8'), chain, authority: new X509Certificate(last).raw }
}

interface Authority {
  readonly cert: x509.X509Certificate
  readonly key: webcrypto.CryptoKey
}

async function keptAuthority(folder: string, now: number): Promise<Authority> {
  const paths = { key: join(folder, 'authority.key'), cert: join(folder, 'authority.pem') }
  if (!existsSync(paths.cert)) {
    const keys = await generated()
    const cert = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: `CN=Watchkeeper hub ${hostname()}`,
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + AUTHORITY_DAYS * DAY),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    writeWhole(paths.key, Buffer.from(await keyPem(keys.privateKey)))
    writeWhole(paths.cert, Buffer.from(cert.toString('pem')))
  }
  const der = x509.PemConverter.decodeFirst(readFileSync(paths.key, 'utf8'))
  return {
    cert: new x509.X509Certificate(readFileSync(paths.cert, 'utf8')),
    key: (await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, [
      'sign',
    ])) as webcrypto.CryptoKey,
  }
}

const generated = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ]) as Promise<webcrypto.CryptoKeyPair>

const keyPem = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  // Positive, as the standard wants it.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01
  return Buffer.from(bytes).toString('hex')
}

type Name = { readonly type: 'dns' | 'ip'; readonly value: string }

function ownNames(): Name[] {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one === undefined || one.address.startsWith('fe80') ? [] : [one.address]))
  const ips = [...new Set(['127.0.0.1', ...addresses])].toSorted()
  return [
    { type: 'dns', value: hostname() },
    { type: 'dns', value: 'localhost' },
    ...ips.map((value): Name => ({ type: 'ip', value })),
  ]
}

function isFit(pem: string, names: readonly Name[], now: number): boolean {
  const cert = new X509Certificate(pem)
  return (
    Date.parse(cert.validTo) - now > RENEW_DAYS * DAY &&
    names.every(({ type, value }) =>
      type === 'ip' ? cert.checkIP(value) !== undefined : cert.checkHost(value) !== undefined,
    )
  )
}
