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
/** A collection access key that is unknown, expired or deleted. Postman documents no text: this one was seen. */
export const invalidAccessKey = named(401, 'AuthenticationError', 'Invalid access token.');
/** A living access key at another collection than its own. Not documented, but seen. */
export const notOfThisKey = named(403, 'forbiddenError', 'You are not authorized to perform this action.');
export const badRequest = typed(400, 'bad-request', 'Bad Request', 'Bad Request');
export const forbidden = typed(403, 'forbidden', 'Forbidden', 'Forbidden');
export const inadequatePermissions = typed(
  403,
  'forbidden',
  'Resource cannot be accessed',
  'Inadequate permissions. Resource access forbidden.',
);
export const notYours = typed(
  403,
  'forbidden',
  'Forbidden',
  'You are not authorized to perform this action.',
);
export const invalidCursor = typed(400, 'bad-request', 'Malformed request', 'Invalid cursor');
export const accessKeyNotFound = typed(404, 'not-found', 'Not Found', 'The key was not found');
export const noAuditLog = named(403, 'ForbiddenRequest', 'You do not have permissions to view audit actions');
export const invalidAuditAction = named(
  400,
  'InvalidAuditAction',
  'Invalid audit action format. Expected format: prefix.action_name (e.g., user.login).',
);
export const notFound = typed(404, 'not-found', 'Not Found', 'Not Found');
export const resourceNotFound = typed(404, 'not-found', 'Not Found', 'The requested resource was not found.');
/** Postman answers 400, not 404, for a collection that is not there or not yours. */
export const collectionNotFound = named(
  400,
  'instanceNotFoundError',
  'We could not find the collection you are looking for',
);
/** Reading what is not there or not yours is a 400, changing it a 404. */
export const environmentNotFound = named(
  400,
  'instanceNotFoundError',
  'We could not find the environment you are looking for',
);
export const environmentNotThere = named(
  404,
  'instanceNotFoundError',
  'The specified environment does not exist.',
);
export const environmentForbidden = typed(403, 'forbidden', 'Forbidden', 'Forbidden');
export const lengthRequired = typed(
  411,
  'length-required',
  'Length Required',
  'A valid Content-Length header is required',
);
export const payloadTooLarge = typed(
  413,
  'payload-too-large',
  'Payload Too Large',
  'Request size limit exceeded',
);

export function malformedEnvironment(detail: string): Problem {
  const message = 'Found 1 errors with the supplied environment.';
  return problem(400, { error: { name: 'malformedRequestError', message, details: [detail] } });
}

export function badPatch(detail: string | string[]): Problem {
  const type = 'https://api.postman.com/problems/bad-request';
  return problem(400, { type, status: 400, title: 'Bad Request', detail });
}

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

export function badAuditRequest(message: string): Problem {
  return named(400, 'InvalidRequest', message);
}

/** The secret scanner has errors of its own form. */
function scanner(status: ContentfulStatusCode, type: string, title: string): Problem {
  return problem(status, { instance: '', status, title, type }, 'application/json');
}

export const scannerUnauthorized = scanner(
  401,
  'UNAUTHORIZED',
  'Unauthorized. Please try again with valid credentials.',
);
export const scannerNotAdmin = scanner(
  403,
  'FORBIDDEN',
  'Only members with Superadmin, Admin, or Workspace Admin roles can view the detected secrets.',
);
export const scannerNotBought = scanner(
  403,
  'FORBIDDEN',
  'This feature is only available with "Advanced Security Administration" add-on. Contact your team admin to purchase this add-on.',
);
export const scannerServerError = scanner(500, 'SERVER_ERROR', 'An error occurred');
export const scannerFiltersExclusive = problem(
  400,
  {
    type: 'BAD_REQUEST',
    title: 'Invalid filters specified',
    instance: '',
    status: 400,
    detail: '`workspaceIds` and `resources` filters are exclusive - only one can be applied at a time.',
  },
  'application/json',
);

export function badScannerRequest(what: string): Problem {
  return scanner(400, 'BAD_REQUEST', `${what} specified is invalid`);
}

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
