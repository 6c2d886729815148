import type { TimelineData } from '../data.ts';
import type { PictureFormat } from '../messages.ts';
import { pictureOf, type PictureLook } from '../picture.ts';
import type { Span } from '../span.ts';

const sharpness = 2;
/** Browsers draw nothing at all on a canvas that is too high. */
const highestCanvas = 16_384;

/** The timeline as a file, in the colours that the theme has now. */
export async function contentOf(format: PictureFormat, data: TimelineData, span: Span): Promise<Uint8Array> {
  const svg = pictureOf(data, span, currentLook());
  return format === 'svg' ? new TextEncoder().encode(svg) : pngOf(svg);
}

/** The style sheet names the colours; here they become values, without transparency, that every viewer knows. */
function currentLook(): PictureLook {
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const probe = document.createElement('span');
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const color = (name: string): string => {
    if (!pixel) return 'gray';
    for (const one of ['background', name]) {
      probe.style.color = `var(--${one})`;
      pixel.fillStyle = style.color;
      pixel.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const look: PictureLook = {
    background: color('background'),
    text: color('text'),
    faint: color('faint'),
    line: color('line'),
    today: color('today'),
    severity: {
      ok: color('ok'),
      warning: color('warning'),
      error: color('error'),
      unknown: color('unknown'),
    },
    font: style.fontFamily,
  };
  probe.remove();
  return look;
}

async function pngOf(svg: string): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(sharpness, highestCanvas / image.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('The picture could not be drawn.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
