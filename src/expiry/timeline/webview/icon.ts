import type { Severity } from '../data.ts';

/** A shape for each, so that nobody has to tell colours apart. */
const shapes: Record<Severity, string> = {
  ok: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 8.2l2.1 2.1L11 6.2',
  warning: 'M8 1.8 14.8 14H1.2L8 1.8ZM8 6v3.8M8 11.6v.6',
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  unknown: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z',
};

const namespace = 'http://www.w3.org/2000/svg';

export function iconOf(severity: Severity): SVGSVGElement {
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[severity]);
  icon.append(path);
  return icon;
}
