import { PostmanProblem } from './problem.ts';

/** Why a request got no answer that could be read. */
export interface Failure {
  readonly failed:
    'offline' | 'proxy' | 'certificate' | 'timeout' | 'tooLarge' | 'unreadable' | 'cancelled' | 'badRequest';
  /** Node's code, such as `ECONNREFUSED`, or a word of ours; never text from the server. */
  readonly code: string;
  readonly elapsedMs: number;
}

/** What kind of failure node's or OpenSSL's error code stands for. */
export function failureOfCode(code: string): Failure['failed'] {
  if (/CERT|SELF_SIGNED|LEAF_SIGNATURE|HOSTNAME_MISMATCH|^EPROTO$|^ERR_(SSL|TLS)/.test(code))
    return 'certificate';
  // The HTTP parser's codes, zlib's, and brotli's, which begin with two underscores.
  if (/^(HPE_|Z_|ERR_(_|BROTLI|ZSTD|ZLIB|BUFFER))/.test(code)) return 'unreadable';
  if (/^(ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/.test(code)) return 'timeout';
  return code.includes('PROXY') ? 'proxy' : 'offline';
}

/** The problem of a request to `host` that failed. */
export function problemOfFailure(failure: Failure, host: string): PostmanProblem {
  return new PostmanProblem({ kind: failure.failed, host, message: sentence(failure, host) });
}

function sentence({ failed, code, elapsedMs }: Failure, host: string): string {
  switch (failed) {
    case 'offline':
      return `${host} cannot be reached, ${reasons[code] ?? `the request failed (${code})`}: ${isThisComputer(host) ? 'if it is the local sandbox, start it again' : 'check the network and the proxy settings'}.`;
    case 'proxy':
      return `The proxy on the way to ${host} fails (${code}): check the proxy settings.`;
    case 'certificate':
      return `There is no connection to ${host} that can be trusted (${code}): check the certificate and proxy settings.`;
    case 'timeout':
      return `${host} took longer than ${Math.max(1, Math.round(elapsedMs / 1000))} s ${code === 'connect' ? 'to be reached' : 'to answer'}.`;
    case 'tooLarge':
      return `${host} answered with more than 10 MB, which is not read.`;
    case 'unreadable':
      return `${host} answered with something that cannot be read (${code}).`;
    case 'cancelled':
      return `The request to ${host} was cancelled.`;
    case 'badRequest':
      return `Nothing was sent to ${host}: this is no key of Postman's.`;
  }
}

function isThisComputer(host: string): boolean {
  return /^(127\.|localhost(:|$)|\[::1\])/.test(host);
}

const brokenOff = 'the connection broke off';
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNREFUSED: 'it accepts no connection',
  ECONNRESET: brokenOff,
  ECONNABORTED: brokenOff,
  EPIPE: brokenOff,
  ERR_STREAM_PREMATURE_CLOSE: brokenOff,
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
};
