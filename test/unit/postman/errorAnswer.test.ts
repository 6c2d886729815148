import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { problemFrom } from '../../../src/postman/errorAnswer.ts';
import { PostmanProblem, type ProblemKind } from '../../../src/postman/problem.ts';
import { apiKeyText, wildText } from './arbitrary.ts';

const host = 'api.postman.com';

function problemOf(status: number, body: unknown, headers: Record<string, string> = {}): PostmanProblem {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return problemFrom({ host, status, headers, text, receivedAt: Date.UTC(2026, 5, 1) });
}

const named = (name: string, message: string) => ({ error: { name, message } });
const typed = (type: string, title: string, detail: string, status?: number) => ({
  type: `https://api.postman.com/problems/${type}`,
  title,
  detail,
  ...(status !== undefined && { status }),
});

/** Every body of Postman's that its definition, its docs or the tools around it show. */
const bodies: [status: number, body: unknown, kind: ProblemKind, said?: string][] = [
  [
    401,
    named('AuthenticationError', 'Invalid API Key. Every request requires a valid API Key to be sent.'),
    'refused',
  ],
  [
    401,
    typed('unauthorized', 'Unauthorized', 'A valid API key must be provided in the request header.', 401),
    'refused',
  ],
  [
    401,
    typed(
      'unauthorized',
      'Unauthorized',
      'An API key must be provided in the request header or query string',
      401,
    ),
    'refused',
  ],
  [
    401,
    typed('unauthorized', 'Unauthorized', 'You are not authorized to perform this action.', 401),
    'refused',
  ],
  [
    401,
    {
      instance: '',
      status: 401,
      title: 'Unauthorized. Please try again with valid credentials.',
      type: 'UNAUTHORIZED',
    },
    'refused',
  ],
  [401, '<html>no</html>', 'refused'],
  [401, '', 'refused'],
  [403, { title: 'AuthenticationError', detail: 'Invalid API Key.' }, 'refused'],
  [403, named('AuthenticationError', 'Invalid API Key.'), 'refused'],
  [403, typed('forbidden', 'Forbidden', 'Forbidden', 403), 'forbidden', 'Forbidden'],
  [
    403,
    typed('forbidden', 'Resource cannot be accessed', 'Inadequate permissions. Resource access forbidden.'),
    'forbidden',
    'Inadequate permissions.',
  ],
  [
    403,
    named('forbiddenError', 'You do not have enough permissions to perform this action.'),
    'forbidden',
    'enough permissions',
  ],
  [
    403,
    named('ForbiddenRequest', 'You do not have permissions to view audit actions'),
    'forbidden',
    'audit actions',
  ],
  [
    403,
    typed('forbidden', 'Forbidden', "This feature isn't available in your region."),
    'forbidden',
    "isn't available in your region",
  ],
  [
    403,
    { title: 'Only members with Superadmin roles can view.', type: 'FORBIDDEN' },
    'forbidden',
    'Superadmin',
  ],
  [403, 'no', 'forbidden'],
  [
    404,
    typed('not-found', 'Not Found', 'The requested resource was not found.', 404),
    'notFound',
    'requested resource',
  ],
  [
    404,
    named('instanceNotFoundError', 'We could not find the environment you are looking for'),
    'notFound',
    'environment',
  ],
  [404, named('workspaceNotFoundError', ''), 'notFound', 'workspaceNotFoundError'],
  [
    400,
    named('instanceNotFoundError', 'We could not find the collection you are looking for'),
    'notFound',
    'collection',
  ],
  [400, typed('bad-request', 'Malformed request', 'Invalid cursor', 400), 'badRequest', 'Invalid cursor'],
  [
    400,
    { type: 'badRequest', title: 'Invalid request', detail: 'Missing parameter, workspaceId' },
    'badRequest',
    'workspaceId',
  ],
  [
    400,
    { name: 'badRequest', message: 'elementId is required when elementType is provided' },
    'badRequest',
    'elementId',
  ],
  [
    400,
    { error: { name: 'paramMissingError', message: 'Parameter is missing.', details: { param: ['name'] } } },
    'badRequest',
  ],
  [
    400,
    { error: { name: 'invalidParamError', message: 'must be one of' }, statusCode: 400 },
    'badRequest',
    'one of',
  ],
  [411, typed('length-required', 'Length Required', 'no length'), 'badRequest', 'no length'],
  [413, typed('payload-too-large', 'Payload Too Large', 'too large'), 'badRequest', 'too large'],
  [429, named('rateLimited', 'Rate limit exceeded'), 'rateLimited'],
  [429, named('rateLimitError', 'Rate Limit exceeded. Please retry at 1465452702843'), 'rateLimited'],
  [
    429,
    typed('too-many-requests', 'Too Many Requests', 'You have exceeded your request limit'),
    'rateLimited',
  ],
  [
    429,
    typed('rate-limit-exceeded', 'Rate limit exceeded', 'Retry after the period indicated.'),
    'rateLimited',
  ],
  [429, '', 'rateLimited'],
  [429, named('serviceLimitExhausted', 'Service limit exhausted. Please contact your team admin.'), 'quota'],
  [429, typed('service-limit-exhausted', 'Service limit exhausted', 'Contact your team admin'), 'quota'],
  [500, named('serverError', 'An error has occurred on the server.'), 'server', 'error has occurred'],
  [
    500,
    typed('internal-server-error', 'Something went wrong', 'Something went wrong. Please contact support.'),
    'server',
    'contact support',
  ],
  [502, '<html><title>Bad gateway</title></html>', 'server'],
  [503, '', 'server'],
  [301, '', 'redirected'],
  [304, '', 'redirected'],
  [407, '<html>', 'proxy'],
  [408, '', 'timeout'],
  [418, '[]', 'badRequest'],
  [600, '', 'unreadable'],
];

describe('an error of Postman’s', () => {
  for (const [status, body, kind, said] of bodies) {
    it(`${status} ${JSON.stringify(body).slice(0, 80)} is ${kind}`, () => {
      const problem = problemOf(status, body);
      assert.equal(problem.kind, kind);
      assert.equal(problem.status, status);
      assert.equal(problem.host, host);
      assert.match(problem.message, /^[A-Z]?.*api\.postman\.com.*[.]$/);
      assert.doesNotMatch(problem.message, /[\r\n<]|undefined|\[object|“”|\.”\./);
      if (said !== undefined) assert.ok(problem.message.includes(said), problem.message);
    });
  }

  for (const [status, body, kind, words] of [
    [
      401,
      named('AuthenticationError', 'Invalid access token.'),
      'refused',
      /refused this link: it was revoked or has expired\.$/,
    ],
    [
      403,
      named('forbiddenError', 'You are not authorized to perform this action.'),
      'forbidden',
      /alive.*another collection/,
    ],
    [
      400,
      named('instanceNotFoundError', 'We could not find the collection you are looking for'),
      'notFound',
      /no collection/,
    ],
    [429, named('rateLimited', 'Rate limit exceeded'), 'rateLimited', /pause/],
  ] as const) {
    it(`of status ${status} to a link is ${kind}, and speaks of no API key`, () => {
      const text = JSON.stringify(body);
      const problem = problemFrom({ host, status, headers: {}, text, receivedAt: 0, isOfLink: true });
      assert.equal(problem.kind, kind);
      assert.match(problem.message, words);
      assert.ok(problem.message.includes(host) && !problem.message.includes('API key'));
    });
  }

  it('tells how long to wait where that helps', () => {
    const headers = { 'Retry-After': '12' };
    assert.equal(problemOf(429, '', headers).retryAfterSeconds, 12);
    assert.match(problemOf(429, '', headers).message, /12 s/);
    assert.equal(problemOf(503, '', headers).retryAfterSeconds, 12);
    assert.equal(problemOf(429, named('serviceLimitExhausted', ''), headers).retryAfterSeconds, undefined);
    assert.equal(problemOf(401, '', headers).retryAfterSeconds, undefined);
  });

  it('is one short line without a key, whatever the server wrote', () => {
    const status = fc.constantFrom(400, 401, 403, 404, 407, 429, 500, 503, 302, 999);
    const words = fc.tuple(wildText, apiKeyText, wildText, fc.nat(300)).map(([a, key, b, pad]) => ({
      key,
      text: a + 'x'.repeat(pad) + ' ' + key + ' ' + b,
    }));
    fc.assert(
      fc.property(status, words, fc.nat(4), (code, { key, text }, shape) => {
        const shapes = [
          named(text, text),
          typed(text, text, text),
          { message: text, name: text },
          text,
          { error: text, detail: text },
        ];
        const problem = problemOf(code, shapes[shape]);
        const print =
          inspect(problem, { depth: Infinity, showHidden: true }) + JSON.stringify(problem) + problem.message;
        for (let at = 5; at < key.length - 8; at += 8) assert.ok(!print.includes(key.slice(at, at + 8)));
        assert.doesNotMatch(problem.message, /[\p{Cc}\u202e\u2066]/u);
        assert.ok(problem.message.length < 400);
        assert.equal(problem.cause, undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the 403 of a proxy for none of Postman’s about an access key', () => {
    const answer = { host, status: 403, headers: {}, receivedAt: 0, isOfLink: true };
    const kindOf = (text: string): ProblemKind => problemFrom({ ...answer, text }).kind;
    assert.equal(kindOf('<html>Blocked</html>'), 'unreadable');
    assert.equal(kindOf(JSON.stringify(named('forbiddenError', 'No.'))), 'forbidden');
  });

  it('is read from any JSON without stumbling', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.integer({ min: 300, max: 600 }), (text, status) => {
        assert.ok(problemOf(status, text) instanceof PostmanProblem);
      }),
    );
  });
});
