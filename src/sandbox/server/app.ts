import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { apiRoutes } from './api/routes.ts';
import { answer, resourceNotFound, serverError } from './api/problems.ts';
import { controlDoor } from './control/door.ts';
import type { SandboxEnv } from './env.ts';
import { strikeFaults } from './faults/strike.ts';
import type { LocalPostman } from './localPostman.ts';
import { onlyLoopbackHosts } from './loopback.ts';
import { logRequests } from './logRequests.ts';
import { webPages } from './web/routes.ts';

export interface AppOptions {
  readonly controlDoor: boolean;
  readonly say: (line: string) => void;
}

export function sandboxApp(postman: LocalPostman, options: AppOptions): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use(onlyLoopbackHosts);
  app.use(async (c, next) => {
    // On Node's own answer, so that the faults that write to it raw tell the sandbox's time too.
    c.env.outgoing.setHeader('Date', new Date(postman.clock.now()).toUTCString());
    await next();
  });
  if (options.controlDoor) app.route('/_sandbox', controlDoor(postman));
  app.use(logRequests(postman), strikeFaults(postman));
  app.route('/', webPages(postman));
  app.route('/', apiRoutes(postman));
  app.notFound((c) => answer(c, resourceNotFound));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    options.say(`The sandbox failed on ${c.req.method} ${c.req.path}: ${error.name}`);
    return answer(c, serverError);
  });
  return app;
}
