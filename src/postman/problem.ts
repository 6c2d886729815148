/**
 * Why a call to Postman gave nothing. `refused`: the key is expired, revoked, mistyped or of another region,
 * which Postman does not tell apart. `forbidden`: the key is alive and may not do this. `quota`: the month is
 * used up, where `rateLimited` passes in seconds. `notPinned`: the host may not see a key, so nothing was sent.
 */
export type ProblemKind =
  | 'refused'
  | 'forbidden'
  | 'notFound'
  | 'badRequest'
  | 'rateLimited'
  | 'quota'
  | 'server'
  | 'offline'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  | 'tooLarge'
  | 'unreadable'
  | 'redirected'
  | 'cancelled'
  | 'notPinned';

export interface ProblemDetails {
  readonly kind: ProblemKind;
  /** One sentence for people, with no secret in it. */
  readonly message: string;
  /** Host and port that were asked, or would have been. */
  readonly host: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** Seconds Postman asks to wait, where it does. */
  readonly retryAfterSeconds?: number | undefined;
  /** What Postman itself calls it, `instanceNotFoundError` say; `undefined` when the answer is not of its form. */
  readonly code?: string | undefined;
}

/** The one error that leaves this folder. It has no cause: an error of axios would carry the key in its headers. */
export class PostmanProblem extends Error {
  override readonly name = 'PostmanProblem';
  readonly kind: ProblemKind;
  readonly host: string;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly code: string | undefined;

  constructor(details: ProblemDetails) {
    super(details.message);
    this.kind = details.kind;
    this.host = details.host;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.code = details.code;
  }
}

/** The problem of a call that its caller took back. */
export function cancelled(host: string): PostmanProblem {
  return new PostmanProblem({ kind: 'cancelled', host, message: `The request to ${host} was cancelled.` });
}
