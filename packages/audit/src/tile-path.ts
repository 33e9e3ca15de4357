// Where tiles are served (C2SP tlog-tiles, "Merkle Tree"): `<L>/<N>[.p/<W>]`, with N in groups of three digits, of which
// all but the last begin with `x`, such as `0/x001/x234/067` or `1/000.p/5`.
import { AuditError } from './error.ts'
import { isSize, parseSize } from './size.ts'
import { fullWidth, type TileRef } from './tile.ts'

/** The path of a tile after `<prefix>/tile/`. */
export function tilePath({ level, index, width }: TileRef): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/.{3}/g) ?? []
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `${level}/${path}${width === fullWidth ? '' : `.p/${width}`}`
}

/** Reads a path, and nothing but what `tilePath` writes. Throws `TILE_PATH`. */
export function parseTilePath(path: string): TileRef {
  const [, levelText = '', groups = '', widthText] = pathForm.exec(path) ?? []
  const level = parseSize(levelText)
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = widthText === undefined ? fullWidth : parseSize(widthText)
  if (level === undefined || level > 63 || width === undefined || !isSize(index) || groups === '')
    throw wrong()
  const tile = { level, index, width }
  if (width < 1 || (widthText !== undefined && width >= fullWidth) || tilePath(tile) !== path) throw wrong()
  return tile
}

// 2^53 has 16 digits: six groups.
const pathForm = /^(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/

function wrong(): AuditError {
  return new AuditError('TILE_PATH', 'not the path of a tile')
}
