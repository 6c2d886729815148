import { Secret } from '../postman/secret.ts';
import { plainText } from '../postman/plainText.ts';

/** One way to hand a link on: text that holds the link, and so is a secret. */
export interface Snippet {
  readonly icon: string;
  readonly label: string;
  /** For whom it is. */
  readonly description: string;
  /** What is in the clipboard once it was copied, as the end of a sentence. */
  readonly noun: string;
  readonly text: Secret;
}

/** What whoever gets the link can do with it and what not, in one line. */
export const terms =
  'Whoever has the link can read this collection as it is at that moment: change nothing, open nothing else.';

/** All ways to hand on a link to the collection of that name. */
export function snippetsOf(link: Secret, name: string): Snippet[] {
  const of = (icon: string, label: string, description: string, noun: string, text: string): Snippet => ({
    icon,
    label,
    description,
    noun,
    text: new Secret(text),
  });
  const url = link.reveal();
  return [
    of('link', 'Link', 'the address alone', 'The link', url),
    of(
      'markdown',
      'Markdown Link',
      'for an issue, a wiki or a README that few can read',
      'A Markdown link',
      markdownOf(url, name),
    ),
    of('terminal', 'curl Command', 'for bash, zsh and fish', 'A curl command', curlOf(url, name)),
    of(
      'terminal-powershell',
      'PowerShell Command',
      'Invoke-RestMethod',
      'A PowerShell command',
      powerShellOf(url, name),
    ),
    of(
      'run',
      'newman Command',
      'runs the collection, nothing is saved',
      'A newman command',
      `newman run ${shellQuoted(url)}`,
    ),
    of(
      'cloud-download',
      'How to Import',
      'for Postman and the Postman CLI',
      'What to do in Postman',
      importNote(url, name),
    ),
    of(
      'law',
      'Link With Its Terms',
      'a sentence for whoever gets it',
      'The link with its terms',
      termsNote(url, name),
    ),
  ];
}

/** `text` as one word of bash, zsh, sh and, where there is no backslash in it, fish. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `text` as one word of PowerShell, which takes typographic quotes for quotes too. */
export function powerShellQuoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** A file's name with the collection's in it, which any system takes and which is no option of a command. */
export function fileNameOf(name: string): string {
  const words = plainText(name, 60)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  // Windows gives these to devices, whatever stands after the dot.
  const stem = /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(words) ? `${words}collection` : words;
  return `${stem}.postman_collection.json`;
}

function curlOf(url: string, name: string): string {
  return `curl -fsS ${shellQuoted(url)} -o ${shellQuoted(fileNameOf(name))}`;
}

function powerShellOf(url: string, name: string): string {
  return `Invoke-RestMethod -Uri ${powerShellQuoted(url)} -OutFile ${powerShellQuoted(fileNameOf(name))}`;
}

function markdownOf(url: string, name: string): string {
  // Whatever could end the link, begin another, or be taken for markup.
  const text = plainText(name).replace(/[\\`*_[\]<>!|~&$:@#]/g, String.raw`\$&`);
  return `[${text}](<${url}>)`;
}

function importNote(url: string, name: string): string {
  return [
    `The Postman collection “${plainText(name)}”`,
    '',
    'In Postman: choose Import and paste this link.',
    url,
    '',
    'With the Postman CLI, which takes a file and no link:',
    curlOf(url, name),
    `postman collection run ${shellQuoted(fileNameOf(name))}`,
  ].join('\n');
}

function termsNote(url: string, name: string): string {
  return (
    `${url}\nThis link reads the Postman collection “${plainText(name)}” as it is at that moment, without an account. It ` +
    'changes nothing and opens nothing else. Whoever has it can read: pass it on with care. It dies when it is revoked, ' +
    'and after 60 days without use.'
  );
}
