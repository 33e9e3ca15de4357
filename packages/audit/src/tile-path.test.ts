import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText } from '../test/hostile.ts'
import { AuditError } from './error.ts'
import { parseTilePath, tilePath } from './tile-path.ts'

// The example of C2SP tlog-tiles, "Merkle Tree" (CC BY 4.0), and its neighbours.
test.each([
  ['0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
  ['0/000', { level: 0, index: 0, width: 256 }],
  ['1/000.p/17', { level: 1, index: 0, width: 17 }],
  ['63/999.p/255', { level: 63, index: 999, width: 255 }],
  ['0/x001/000.p/1', { level: 0, index: 1_000, width: 1 }],
])('the tile %s is read and written', (path, tile) => {
  expect(parseTilePath(path)).toEqual(tile)
  expect(tilePath(tile)).toBe(path)
})

test.each([
  '',
  '0',
  '0/',
  '0/0',
  '0/00',
  '0/0000',
  '00/000',
  '64/000',
  '-1/000',
  '0/001/000',
  '0/x000/001',
  '0/x001',
  '0/000.p',
  '0/000.p/0',
  '0/000.p/01',
  '0/000.p/256',
  '0/000.p/1000',
  '0/000/',
  '/0/000',
  '0/000\n',
  '0/x999/x999/x999/x999/x999/999',
  `0/${'x001/'.repeat(1_000)}000`,
  'entries/000',
  '0/٠٠٠',
])('%j is no tile', (path) => {
  expect(() => parseTilePath(path)).toThrow(
    expect.objectContaining({ name: 'AuditError', code: 'TILE_PATH' }),
  )
})

test('every tile is found under its path', () => {
  const level = fc.integer({ min: 0, max: 63 })
  fc.assert(
    fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (at, index, width) => {
      const tile = { level: at, index, width }
      expect(parseTilePath(tilePath(tile))).toEqual(tile)
    }),
  )
})

test('a hostile path is that of one tile, or none', () => {
  fc.assert(
    fc.property(hostileText('0/x001/x234/067.p/12'), (hostile) => {
      expect(rewritten(hostile)).toBeOneOf([hostile, 'TILE_PATH'])
    }),
    { numRuns: 1_000 },
  )
})

function rewritten(path: string): string {
  try {
    return tilePath(parseTilePath(path))
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
