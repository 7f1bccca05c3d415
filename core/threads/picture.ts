import { Refusal } from '../errors.ts'
import { rasterOf } from './raster.ts'

/** What a browser can unfold without harm: forty megapixels are 160 MB of memory. */
const MOST_PIXELS = 40_000_000

export type Picture = { mediaType: string; content: Uint8Array<ArrayBuffer> }

/** Bytes that a mail calls an image, as what they are. @throws {Refusal} when they are anything but a picture */
export function pictureOf(content: Uint8Array<ArrayBuffer>): Picture {
  const raster = rasterOf(content)
  if (!raster) throw new Refusal('not_found', 'This image cannot be shown. It is no picture we know')
  if (raster.width * raster.height > MOST_PIXELS)
    throw new Refusal('not_found', 'This image cannot be shown. It is too large')
  return { mediaType: raster.mediaType, content }
}
