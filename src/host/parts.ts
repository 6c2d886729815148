import type { ActiveKey } from '../keyring/activeKey.ts';
import type { Clock } from '../keyring/clock.ts';
import type { KeptKeys } from '../keyring/keptKeys.ts';
import type { Listing } from '../keyring/lazyListing.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Lives } from '../keyring/lives.ts';
import type { Proof } from '../keyring/proof.ts';
import type { PostmanClient } from '../postman/client.ts';
import type { Asked } from './asked.ts';
import type { Clipboard } from './clipboard.ts';
import type { Log } from './log.ts';
import type { Notices } from './notices.ts';
import type { Prompts } from './prompts.ts';
import type { Settings } from './settings.ts';

/** The parts that capabilities share. Each command names those it uses: `Pick<Parts, 'keyring' | 'prompts'>`. */
export interface Parts extends Listing {
  readonly keyring: Keyring;
  /** Collection access keys whose secrets are kept here. */
  readonly keptKeys: KeptKeys;
  readonly activeKey: ActiveKey;
  readonly asked: Asked;
  readonly clock: Clock;
  readonly lives: Lives;
  readonly client: PostmanClient;
  /** The same without a second try and without a question: for what nobody is waiting for. */
  readonly quietClient: PostmanClient;
  readonly proof: Proof;
  /** By the quiet client. */
  readonly quietProof: Proof;
  readonly settings: Settings;
  readonly prompts: Prompts;
  readonly clipboard: Clipboard;
  readonly log: Log;
  readonly notices: Notices;
  /** Ids of all commands in the manifest. */
  readonly commandIds: readonly string[];
  /** Opens a web page in the person's browser; loopback addresses are forwarded where the editor is remote. */
  readonly openPage: (address: string) => Promise<void>;
}
