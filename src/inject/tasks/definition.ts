import { resolve } from 'node:path';
import * as v from 'valibot';
import { KnownProblem } from '../../host/knownProblem.ts';

/** A task as it stands in tasks.json: words of a workspace, and never a key. */
export interface Definition {
  readonly tool: 'newman' | 'postman';
  /** By its uid in the account, or a file. */
  readonly collection: Named;
  readonly environment: Named | undefined;
  /** The name or account of a stored key; none is the active one. */
  readonly key: string | undefined;
  readonly args: readonly string[];
}

/** A uid of Postman's, or the absolute path of a file. */
export type Named = { readonly uid: string } | { readonly file: string };

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096));

const definition = v.object({
  tool: v.picklist(['newman', 'postman']),
  collection: text,
  environment: v.optional(text),
  key: v.optional(text),
  args: v.optional(v.array(v.string()), []),
});

const sentences: Readonly<Record<string, string>> = {
  tool: '“tool” is "newman" or "postman".',
  collection: '“collection” is the uid of a collection or the path of a file.',
  environment: '“environment” is the path of a file, or for the Postman CLI the uid of an environment.',
  key: '“key” is the name of a key in the keyring.',
  args: '“args” is a list of texts.',
};

/**
 * @param folder that paths are relative to
 * @throws KnownProblem, which names the property that is wrong
 */
export function decodeDefinition(unknown: unknown, folder: string): Definition {
  const { issues, output, success } = v.safeParse(definition, unknown);
  if (!success) {
    const property = issues[0].path?.[0].key;
    throw new KnownProblem(`In tasks.json ${sentences[String(property)] ?? 'this task cannot be read.'}`);
  }
  const { args, collection, environment, key, tool } = output;
  if (tool === 'newman' && environment !== undefined && uid.test(environment))
    throw new KnownProblem(
      'newman takes an environment from a file. Export it from Postman, or use the tool "postman".',
    );
  return {
    args,
    collection: named(collection, folder),
    environment: environment === undefined ? undefined : named(environment, folder),
    key,
    tool,
  };
}

/** `12345678-` and a UUID, or the UUID alone. */
const uid = /^(\d+-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function named(words: string, folder: string): Named {
  return uid.test(words) ? { uid: words } : { file: resolve(folder, words) };
}
