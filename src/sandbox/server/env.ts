import type { HttpBindings } from '@hono/node-server';
import type { Person } from './world/model.ts';

/** What Hono carries along with a request here. */
export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Its number in the request log. */
    logNumber: number;
    /** The owner of the API key, or the person signed in on the web pages. */
    person: Person;
  };
}
