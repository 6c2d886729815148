import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An extension and where it is: an absolute path. */
export interface Place {
  readonly id: string;
  readonly extensionPath: string;
}

/**
 * The extension in whose folder the nearest of the calls stands that led to here. VS Code does not tell who calls an
 * extension's API, so this is a hint for the activity log, and no proof: consent rests on sessions alone.
 */
export function callerIn(stack: unknown, others: readonly Place[]): string | undefined {
  // Another extension may have changed for all what a stack is.
  const lines = typeof stack === 'string' ? stack.split('\n').slice(1) : [];
  for (const line of lines) {
    const file = fileOf(line);
    const fits = others.filter(({ extensionPath }) => file?.startsWith(folded(extensionPath) + sep));
    // One folder may lie in another's.
    const nearest = fits.toSorted((a, b) => b.extensionPath.length - a.extensionPath.length)[0];
    if (nearest) return nearest.id;
  }
  return undefined;
}

/** `    at run (file:///home/maya/x/extension.js:12:5)`, `    at /home/maya/x/extension.js:12:5` */
function fileOf(line: string): string | undefined {
  const place = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[a-z]:\\).*?)(?::\d+){1,2}\)?$/i.exec(
    line.trim(),
  )?.[1];
  if (place === undefined) return undefined;
  try {
    return folded(place.startsWith('file:') ? fileURLToPath(place) : place);
  } catch {
    return undefined;
  }
}

/** Windows writes the letter of a drive now so and now so. */
function folded(path: string): string {
  return sep === '\\' ? path.toLowerCase() : path;
}
