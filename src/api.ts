import type { AuthenticationSession, Event } from 'vscode';

/**
 * What `vscode.extensions.getExtension<Api>('keyring-for-postman.keyring-for-postman').activate()` gives. Copy this file:
 * it holds types and nothing else. Within version 1 things are added, and nothing is taken away or given another meaning.
 */
export interface Api {
  readonly version: 1;
  /** Rejects for a version that is not there, with a sentence that names those that are. */
  getApi(version: 1): Promise<KeyringApi>;
}

export interface KeyringApi {
  readonly version: 1;
  /**
   * Sends requests to Postman with the key of a session, which `vscode.authentication.getSession('postman-api-key', [], …)`
   * gave you after the person allowed it. The session's `accessToken` is no key and works here alone, in this window.
   * Rejects with a `PostmanApiError` of kind `signedOut` for anything else.
   */
  createClient(session: Pick<AuthenticationSession, 'accessToken'>): Promise<RequestClient>;
  /** What is known of the keys in the keyring right now. No secrets, no request. */
  keys(): readonly KeyFacts[];
  /** A key was added, deleted, renamed, regenerated or verified, here or in another window. */
  readonly onDidChangeKeys: Event<void>;
  /** The state of a key has become another: it is about to expire, has expired, was refused, or works again. */
  readonly onDidChangeState: Event<KeyFacts>;
  /** `instanceof` fails between extensions: ask this instead. */
  isPostmanApiError(error: unknown): error is PostmanApiError;
}

/**
 * The Postman API, at the host of the key's region and nowhere else. A request is sent once; what is sensible to try again
 * tells the error. Every call rejects with a `PostmanApiError` and with nothing else.
 */
export interface RequestClient {
  /** @param path starts with one slash, as in `/me` */
  get(path: string, options?: RequestOptions): Promise<PostmanAnswer>;
  post(path: string, options?: BodyOptions): Promise<PostmanAnswer>;
  put(path: string, options?: BodyOptions): Promise<PostmanAnswer>;
  patch(path: string, options?: BodyOptions): Promise<PostmanAnswer>;
  delete(path: string, options?: RequestOptions): Promise<PostmanAnswer>;
  /**
   * The pages of a list, each fetched when it is asked for: by the cursor that an answer names; else by `offset`, where
   * `options.query` has a `limit` and the page was full. After 10,000 pages, or a cursor that was there before, it is
   * `unreadable`.
   */
  pages(path: string, options?: RequestOptions): AsyncIterable<PostmanAnswer>;
}

export interface RequestOptions {
  /** What is `undefined` is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BodyOptions extends RequestOptions {
  /**
   * Sent as JSON, as it is at the call. One with a masked key of an answer in it is a `badRequest`: it would overwrite
   * the key.
   */
  readonly body?: unknown;
}

export interface PostmanAnswer {
  /** 200 to 299. */
  readonly status: number;
  /**
   * The JSON as Postman sent it, but that every key of Postman's in it is masked as `PMAK-[secret]` or `PMAT-[secret]`;
   * `undefined` for an answer without a body.
   */
  readonly data: unknown;
  /** What is left of Postman's limits, as far as the answer's headers tell. */
  readonly rateLimit: {
    readonly limit?: number;
    readonly remaining?: number;
    /** Seconds until `remaining` is full again. */
    readonly resetSeconds?: number;
    readonly limitMonth?: number;
    readonly remainingMonth?: number;
  };
  /** When Postman answered, by its own clock. */
  readonly date?: Date;
}

/**
 * `signedOut`: the session is over, ask for it again. `unavailable`: the key cannot be used here now, and `message` says
 * what the person can do. `refused`: Postman does not take the key. `forbidden`: the key is alive and may not do this.
 * `badRequest`: Postman did not accept it, or it was no request to begin with. `quota`: the month is used up, where
 * `rateLimited` passes. `network`: no connection. `unreadable`: an answer that is not Postman's. There may be new ones.
 */
export type PostmanApiErrorKind =
  | 'signedOut'
  | 'unavailable'
  | 'refused'
  | 'forbidden'
  | 'notFound'
  | 'badRequest'
  | 'rateLimited'
  | 'quota'
  | 'server'
  | 'network'
  | 'timeout'
  | 'unreadable'
  | 'cancelled';

export interface PostmanApiError extends Error {
  readonly name: 'PostmanApiError';
  readonly kind: PostmanApiErrorKind;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** What Postman calls it, `instanceNotFoundError` say. */
  readonly code?: string;
  /** Seconds that Postman asks to wait. */
  readonly retryAfterSeconds?: number;
}

/** `expired` goes by what is known here, and the key may still work; `refused` is Postman's own word. There may be new ones. */
export type KeyState =
  'active' | 'expiring' | 'expired' | 'refused' | 'unverified' | 'unreachable' | 'unreadable' | 'missing';

/** A key without its secret. Frozen. */
export interface KeyFacts {
  /** Also of the key's session. */
  readonly id: string;
  readonly name: string;
  /** `PMAK-644781584627df042afa6655-******ba` */
  readonly masked: string;
  readonly state: KeyState;
  /** Milliseconds since 1970; `undefined` when it never ends or nobody knows. */
  readonly expiresAt: number | undefined;
  /** `us`, `eu`, or the address of another Postman. */
  readonly region: string;
  /** `undefined` until Postman has said whose key it is. */
  readonly account: { readonly name: string } | undefined;
}
