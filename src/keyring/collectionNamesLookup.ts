import { hostOf } from '../postman/call.ts';
import type { PostmanClient } from '../postman/client.ts';
import type { ApiKey } from '../postman/credential.ts';
import { PostmanProblem, type ProblemKind } from '../postman/problem.ts';
import type { Region } from '../postman/region.ts';
import type { Pacing } from './accessKeyListPacing.ts';

/** Who asks. */
export interface Asker {
  readonly key: ApiKey;
  readonly region: Region;
  readonly signal: AbortSignal;
}

export type LookupClient = Pick<PostmanClient, 'collectionName' | 'collectionPage'>;

/** Told each name as it comes; `undefined` for one that Postman does not tell. */
export type Found = (uid: string, name: string | undefined) => void;

/** So few are asked for one by one. */
const few = 3;
const pageSize = 100;
/** Collections that no list has are asked for one by one: so many for one account, since a month has few requests. */
const mostSingles = 100;

/** Looks names of collections up for one account, with as few calls as it takes. */
export class CollectionLookup {
  readonly #client: LookupClient;
  readonly #pacing: Pacing;
  /** The list is read once: where it goes on, and whether it can still help. */
  #offset = 0;
  #isListed = false;
  #singles = 0;

  constructor(client: LookupClient, pacing: Pacing) {
    this.#client = client;
    this.#pacing = pacing;
  }

  /**
   * Tells `found` of every uid of `wanted`, and of what else the list has.
   * @throws PostmanProblem for what may pass: the rest can be asked for again
   */
  async find(wanted: readonly string[], asker: Asker, found: Found): Promise<void> {
    const missing = new Set(wanted);
    const tell: Found = (uid, name) => {
      missing.delete(uid);
      found(uid, name);
    };
    // Pages cost a call each, as a single name does: more pages than names would be the longer way.
    for (let pages = 0; !this.#isListed && missing.size > Math.max(few, pages); pages++)
      await this.#list(asker, tell);
    for (const uid of missing) tell(uid, await this.#ask(uid, asker));
  }

  async #list({ key, region, signal }: Asker, tell: Found): Promise<void> {
    await this.#pacing.turn(hostOf(region), signal);
    const of = { limit: pageSize, offset: this.#offset } as const;
    const page = await unlessFinal(async () => this.#client.collectionPage(key, region, of, signal));
    this.#isListed = page?.isLast ?? true;
    if (!page) return;
    this.#pacing.note(page.rateLimit);
    this.#offset += pageSize;
    for (const { uid, name } of page.collections) tell(uid, name);
  }

  async #ask(uid: string, { key, region, signal }: Asker): Promise<string | undefined> {
    if (this.#singles >= mostSingles) return undefined;
    const name = await unlessFinal(async () => this.#client.collectionName(key, region, uid, signal));
    this.#singles += 1;
    return name;
  }
}

const final: readonly ProblemKind[] = ['forbidden', 'notFound', 'badRequest', 'tooLarge', 'unreadable'];

/** What `call` answers; `undefined` where the same call would fail the same way for ever. */
export async function unlessFinal<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PostmanProblem && final.includes(error.kind)) return undefined;
    throw error;
  }
}
