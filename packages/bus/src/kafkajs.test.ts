import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { Kafka } from './kafkajs.ts'

test('the checksum kafkajs gives a batch is CRC-32C, and not by its own code any more', () => {
  expect(typeof Kafka).toBe('function')
  const crc32C = createRequire(import.meta.url)('kafkajs/src/protocol/recordBatch/crc32C')
  // RFC 3720 B.4
  expect([
    crc32C(Buffer.alloc(32)),
    crc32C(Buffer.alloc(32, 0xff)),
    crc32C(Buffer.from(Array.from({ length: 32 }, (_, i) => i))),
  ]).toEqual([0x8a9136aa, 0x62a8ab43, 0x46dd794e])
  expect(String(crc32C)).not.toContain('unsigned')
})
