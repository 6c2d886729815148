import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import {
  answer,
  badRequest,
  forbidden,
  invalidApiKey,
  lengthRequired,
  notFound,
  payloadTooLarge,
  rateLimited,
  scannerServerError,
  scannerUnauthorized,
  serverError,
  serviceLimitExhausted,
  unavailable,
} from '../api/problems.ts';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import type { Fault } from './fault.ts';
import { cutOff, drip, flood, hangUp } from './rawAnswers.ts';

const byStatus = {
  400: badRequest,
  401: invalidApiKey,
  403: forbidden,
  404: notFound,
  411: lengthRequired,
  413: payloadTooLarge,
  500: serverError,
  503: unavailable,
};
const byScannerStatus = { ...byStatus, 401: scannerUnauthorized, 500: scannerServerError };

function answersAsScanner(path: string): boolean {
  return path.startsWith('/secret-types') || path.startsWith('/detected-secrets');
}

const htmlPage =
  '<!doctype html><html><head><title>Sign in to the network</title></head><body>Please sign in.</body></html>';

/** The faulty answer itself; nothing for a delay, which only makes the true answer late. */
async function faulty(c: Context<SandboxEnv>, fault: Fault): Promise<Response | undefined> {
  const { outgoing } = c.env;
  switch (fault.kind) {
    case 'delay':
      await wait(fault.ms, undefined, { ref: false });
      return undefined;
    case 'stall':
      return RESPONSE_ALREADY_SENT;
    case 'drip':
      drip(outgoing, fault.everyMs);
      return RESPONSE_ALREADY_SENT;
    case 'halfClosed':
    case 'destroyed':
      cutOff(outgoing, fault.kind === 'halfClosed');
      return RESPONSE_ALREADY_SENT;
    case 'hangUp':
      hangUp(outgoing);
      return RESPONSE_ALREADY_SENT;
    case 'huge':
      flood(outgoing, fault.bytes, fault.gzip);
      return RESPONSE_ALREADY_SENT;
    case 'status':
      return answer(c, (answersAsScanner(c.req.path) ? byScannerStatus : byStatus)[fault.status]);
    case 'html':
      return c.body(htmlPage, 200, { 'Content-Type': 'text/html; charset=utf-8' });
    case 'garbage':
      return c.body('{"user": {"id": 12345678, "usern', 200, { 'Content-Type': 'application/json' });
    case 'wrongShape':
      return c.json({ user: [], data: 'none', workspaces: 7, collections: { id: null }, collection: false });
    case 'json':
      return c.body(JSON.stringify(fault.body), fault.status, { 'Content-Type': 'application/json' });
    case 'rateLimited':
      for (const [name, value] of Object.entries(fault.headers)) c.header(name, value);
      return answer(c, rateLimited);
    case 'quota':
      return answer(c, serviceLimitExhausted);
    case 'redirect':
      return c.body(null, fault.status, { Location: fault.to });
  }
}

export function strikeFaults(postman: LocalPostman): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const fault = postman.faults.strike(c.req.method, c.req.path);
    if (fault === undefined) {
      await next();
      return undefined;
    }
    postman.log.amend(c.get('logNumber'), { fault: fault.kind });
    if (fault.carriedOut === true) await next();
    const response = await faulty(c, fault);
    if (fault.carriedOut !== true) {
      if (response === undefined) await next();
      return response;
    }
    if (response !== undefined) {
      // Emptied first: Hono would put the headers of the true answer into this one.
      c.res = undefined;
      c.res = response;
    }
    return undefined;
  };
}
