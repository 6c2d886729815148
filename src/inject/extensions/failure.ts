import type { PostmanApiError, PostmanApiErrorKind } from '../../api.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { KeyringProblem } from '../../keyring/problem.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { PostmanProblem, type ProblemKind } from '../../postman/problem.ts';

const name = 'PostmanApiError';

const kinds: Record<ProblemKind, PostmanApiErrorKind> = {
  refused: 'refused',
  forbidden: 'forbidden',
  notFound: 'notFound',
  badRequest: 'badRequest',
  rateLimited: 'rateLimited',
  quota: 'quota',
  server: 'server',
  offline: 'network',
  proxy: 'network',
  certificate: 'network',
  timeout: 'timeout',
  tooLarge: 'unreadable',
  unreadable: 'unreadable',
  redirected: 'unreadable',
  cancelled: 'cancelled',
  notPinned: 'unavailable',
};

type Details = Pick<PostmanApiError, 'kind' | 'message'> &
  Partial<Pick<PostmanProblem, 'status' | 'code' | 'retryAfterSeconds'>>;

export function apiError({ code, kind, message, retryAfterSeconds, status }: Details): PostmanApiError {
  return Object.assign(new Error(maskCredentials(message)), {
    name,
    kind,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  } as const);
}

export function signedOutError(): PostmanApiError {
  const message =
    'This is no session of Keyring for Postman, or it is over: ask vscode.authentication for it again.';
  return apiError({ kind: 'signedOut', message });
}

/** @param reason what is wrong with a request before it is one */
export function badRequest(reason: string): PostmanApiError {
  return apiError({ kind: 'badRequest', message: `Nothing was sent: ${reason}.` });
}

/** Whatever went wrong in here, as it goes out: without a cause, which might tell more than its sentence. */
export function apiErrorOf(error: unknown): PostmanApiError {
  if (isApiError(error)) return error;
  if (error instanceof PostmanProblem) {
    const { code, message, retryAfterSeconds, status } = error;
    return apiError({ kind: kinds[error.kind], code, message, retryAfterSeconds, status });
  }
  if (error instanceof KeyringProblem && error.kind === 'gone') return signedOutError();
  const message = isTold(error)
    ? error.message
    : 'Something went wrong in Keyring for Postman. Its log says more.';
  return apiError({ kind: 'unavailable', message });
}

/** Whether it has a sentence of its own, and is nothing for the log. */
export function isTold(error: unknown): error is Error {
  return (
    isApiError(error) ||
    error instanceof PostmanProblem ||
    error instanceof KeyringProblem ||
    error instanceof KnownProblem
  );
}

export function isApiError(error: unknown): error is PostmanApiError {
  return error instanceof Error && error.name === name && 'kind' in error && typeof error.kind === 'string';
}
