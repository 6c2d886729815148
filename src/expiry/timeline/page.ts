/** Where the page's own files are, and what may load them. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** The webview's own origin. */
  readonly source: string;
  readonly nonce: string;
}

/** The page, which is empty: its script draws what the extension tells it. */
export function pageOf({ script, style, source, nonce }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    // The PNG is drawn from the SVG, which never leaves the page's memory.
    `img-src blob:`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Key Timeline</title>
    <link rel="stylesheet" href="${style}" />
    <script src="${script}" nonce="${nonce}" defer></script>
  </head>
  <body></body>
</html>`;
}
