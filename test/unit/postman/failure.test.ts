import assert from 'node:assert/strict';
import { failureOfCode, problemOfFailure, type Failure } from '../../../src/postman/failure.ts';

describe('a request without an answer', () => {
  for (const [code, failed] of [
    ['ENOTFOUND', 'offline'],
    ['EAI_AGAIN', 'offline'],
    ['ECONNREFUSED', 'offline'],
    ['ECONNRESET', 'offline'],
    ['EPIPE', 'offline'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'offline'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate'],
    ['EPROTO', 'certificate'],
    ['ERR_PROXY_TUNNEL', 'proxy'],
    ['HPE_INVALID_CONSTANT', 'unreadable'],
    ['Z_DATA_ERROR', 'unreadable'],
    ['ERR__ERROR_FORMAT_PADDING_1', 'unreadable'],
    ['ESOMETHINGNEW', 'offline'],
  ] as const) {
    it(`is ${failed} for ${code}`, () => assert.equal(failureOfCode(code), failed));
  }

  for (const [failure, message] of [
    [
      { failed: 'offline', code: 'ENOTFOUND' },
      'h cannot be reached, its name is not known: check the network and the proxy settings.',
    ],
    [
      { failed: 'offline', code: 'EODD' },
      'h cannot be reached, the request failed (EODD): check the network and the proxy settings.',
    ],
    [{ failed: 'timeout', code: 'deadline' }, 'h took longer than 15 s to answer.'],
    [{ failed: 'timeout', code: 'connect' }, 'h took longer than 15 s to be reached.'],
    [{ failed: 'tooLarge', code: 'length' }, 'h answered with more than 10 MB, which is not read.'],
    [{ failed: 'cancelled', code: 'signal' }, 'The request to h was cancelled.'],
  ] satisfies [Pick<Failure, 'failed' | 'code'>, string][]) {
    it(`is told as “${message}”`, () => {
      const problem = problemOfFailure({ ...failure, elapsedMs: 15_004 }, 'h');
      assert.equal(problem.message, message);
      assert.equal(problem.kind, failure.failed);
    });
  }

  it('speaks of the sandbox where this computer does not answer', () => {
    const failure: Failure = { failed: 'offline', code: 'ECONNREFUSED', elapsedMs: 1 };
    assert.equal(
      problemOfFailure(failure, '127.0.0.1:4010').message,
      '127.0.0.1:4010 cannot be reached, it accepts no connection: if it is the local sandbox, start it again.',
    );
  });
});
