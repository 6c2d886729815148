import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The error answers of Postman's API: status and body, as its own definition documents them. */
export interface Problem {
  readonly status: ContentfulStatusCode;
  readonly body: object;
  readonly type: 'application/json' | 'application/problem+json';
}

function problem(
  status: ContentfulStatusCode,
  body: object,
  type: Problem['type'] = 'application/problem+json',
): Problem {
  return { status, body, type };
}

function typed(status: ContentfulStatusCode, slug: string, title: string, detail: string): Problem {
  return problem(status, { type: `https://api.postman.com/problems/${slug}`, title, detail, status });
}

function named(status: ContentfulStatusCode, name: string, message: string): Problem {
  return problem(status, { error: { name, message } });
}

/** Missing, malformed, unknown, expired, revoked and deleted keys all get this one. */
export const invalidApiKey = named(
  401,
  'AuthenticationError',
  'Invalid API Key. Every request requires a valid API Key to be sent.',
);
export const badRequest = typed(400, 'bad-request', 'Bad Request', 'Bad Request');
export const forbidden = typed(403, 'forbidden', 'Forbidden', 'Forbidden');
export const inadequatePermissions = typed(
  403,
  'forbidden',
  'Resource cannot be accessed',
  'Inadequate permissions. Resource access forbidden.',
);
export const notFound = typed(404, 'not-found', 'Not Found', 'Not Found');
export const resourceNotFound = typed(404, 'not-found', 'Not Found', 'The requested resource was not found.');
/** Postman answers 400, not 404, for a collection that is not there or not yours. */
export const collectionNotFound = named(
  400,
  'instanceNotFoundError',
  'We could not find the collection you are looking for',
);
export const workspaceNotFound = problem(
  404,
  { error: { name: 'workspaceNotFoundError', message: 'Workspace not found', statusCode: 404 } },
  'application/json',
);
export const invalidWorkspaceType = problem(
  400,
  {
    error: {
      name: 'invalidParamError',
      message: 'visibilityStatus must be one of personal/private/team/public/partner',
    },
    statusCode: 400,
  },
  'application/json',
);
export const missingElementId = problem(
  400,
  { name: 'badRequest', message: 'elementId is required when elementType is provided' },
  'application/json',
);
export const invalidElementType = problem(
  400,
  { name: 'badRequest', message: 'elementType must be one of: collection, specification' },
  'application/json',
);

export function badWorkspacesRequest(message: string): Problem {
  return problem(400, { error: { name: 'badRequestError', message } }, 'application/json');
}

export const rateLimited = problem(
  429,
  { error: { name: 'rateLimited', message: 'Rate limit exceeded' } },
  'application/json',
);
export const serviceLimitExhausted = problem(
  429,
  {
    error: {
      name: 'serviceLimitExhausted',
      message: 'Service limit exhausted. Please contact your team admin.',
    },
  },
  'application/json',
);
export const serverError = named(500, 'serverError', 'An error has occurred on the server.');
export const unavailable = typed(
  503,
  'service-unavailable',
  'Service Unavailable',
  'The service is temporarily unavailable.',
);

export function answer(c: Context, { status, body, type }: Problem): Response {
  return c.body(JSON.stringify(body), status, { 'Content-Type': `${type}; charset=utf-8` });
}
