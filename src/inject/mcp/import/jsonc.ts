/** A string, number, word or sign of JSON with comments. */
export interface Token {
  readonly text: string;
  /** Its offset in the file, and that behind it. */
  readonly at: number;
  readonly end: number;
  /** Names of the properties, and places in lists, that lead to it. Of the name of a property the last one is empty. */
  readonly path: readonly string[];
}

// Comments first, then strings, signs and what is left. What has no end goes on to the end: looking for one from each
// of many beginnings would take forever.
const pattern = /\/\/[^\r\n]*|\/\*(?:[^]*?\*\/|[^]*)|"(?:[^"\\\r\n]|\\.)*"?|[{}[\]:,]|[^\s"{}[\]:,/]+|\S/g;

/** Levels; nobody's settings are that deep, and paths grow with them. */
const deepest = 100;

/**
 * What stands in a JSON file with comments, comments and white space apart. Made for files that people write: it takes
 * whatever comes, and `valueOf` alone says whether it is right.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const path: string[] = [];
  const isList: boolean[] = [];
  for (const { 0: word, index: at } of text.matchAll(pattern)) {
    if (/^\/[/*]/.test(word)) continue;
    if (word === '}' || word === ']') {
      path.pop();
      isList.pop();
    }
    tokens.push({ text: word, at, end: at + word.length, path: [...path] });
    if (word === '{' || word === '[') {
      if (isList.length === deepest) return tokens;
      path.push(word === '[' ? '0' : '');
      isList.push(word === '[');
    } else if (word === ':' && isList.at(-1) === false) {
      path[path.length - 1] = stringOf(tokens.at(-2)?.text ?? '');
    } else if (word === ',' && path.length > 0) {
      path[path.length - 1] = isList.at(-1) === true ? String(Number(path.at(-1)) + 1) : '';
    }
  }
  return tokens;
}

/** The value that tokens are of, commas before a closing bracket forgiven; `undefined` where they make no value. */
export function valueOf(tokens: readonly Token[]): unknown {
  const words = tokens.filter(
    ({ text }, index) => text !== ',' || !/^[}\]]$/.test(tokens[index + 1]?.text ?? ''),
  );
  try {
    return JSON.parse(words.map(({ text }) => text).join(' '));
  } catch {
    return undefined;
  }
}

function stringOf(word: string): string {
  const value = valueOf([{ text: word, at: 0, end: 0, path: [] }]);
  return typeof value === 'string' ? value : word;
}
