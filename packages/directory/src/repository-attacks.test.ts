import { expect, test } from 'vitest'
import { proposeRoot } from './proposal.ts'
import {
  after,
  again,
  forge,
  keys,
  now,
  online,
  type Repository,
  readAt,
  refusalOf,
  repository,
  republish,
  rootRoles,
  signed,
  signersOf,
  stateOf,
} from './repository.fixture.ts'
import { metadataFile } from './roles.ts'

test('T15 rollback: nothing older than what was trusted is trusted again', async () => {
  const old = await repository()
  const served = { ...old, files: new Map(old.files) }
  await republish(served, [await again(served)])
  const { files: kept } = await readAt(served)
  // The whole state of yesterday, with its own timestamp.
  expect(await refusalOf(old, now, kept)).toBe('METADATA_ROLLBACK')

  // The keys of snapshot and timestamp were stolen, and name the first targets of NL again.
  const first = JSON.parse(Buffer.from(old.files.get(metadataFile('snapshot', 1)) ?? []).toString())
  forge(served, 'snapshot', (signed) => ({ ...signed, version: 3, meta: first.signed.meta }), [
    online.snapshot,
  ])
  forge(served, 'timestamp', (signed) => ({ ...signed, version: 3 }), [online.timestamp])
  expect([await refusalOf(served), await refusalOf(served, now, kept)]).toEqual([
    'trusted',
    'METADATA_ROLLBACK',
  ])
})

test('T15 freeze: a timestamp that nobody signs again is refused after a day', async () => {
  const served = await repository()
  const { files: kept } = await readAt(served)
  expect(await refusalOf(served, after(0.99))).toBe('trusted')
  expect(await refusalOf(served, after(1))).toBe('METADATA_EXPIRED')
  // Whoever has read it before is not fooled by the same timestamp either.
  expect(await refusalOf(served, after(1), kept)).toBe('METADATA_EXPIRED')
})

test('expired metadata of any role is refused', async () => {
  const at = after(200)
  const codes: Record<string, unknown> = {}
  const role = async (
    name: 'root' | 'targets' | 'snapshot' | 'timestamp' | 'm-NL',
    by: Parameters<typeof forge>[3],
  ) => {
    const served = await repository()
    const long = (signed: Record<string, unknown>) => ({ ...signed, expires: '2030-01-01T00:00:00Z' })
    const all = {
      timestamp: [online.timestamp],
      snapshot: [online.snapshot],
      targets: keys.targets,
      'm-RO': keys.RO,
      'm-NL': keys.NL,
    } as const
    forge(served, 'root', long, keys.root)
    for (const [each, signers] of Object.entries(all).reverse())
      forge(served, each as 'targets', long, signers)
    const root = served.files.get(metadataFile('root', 1)) ?? served.root
    expect(await refusalOf({ ...served, root }, at)).toBe('trusted')
    forge(served, name, (signed) => ({ ...signed, expires: '2027-01-01T00:00:00Z' }), by)
    codes[name] = await refusalOf(
      { ...served, root: name === 'root' ? (served.files.get(metadataFile('root', 1)) ?? root) : root },
      at,
    )
  }
  await role('root', keys.root)
  await role('targets', keys.targets)
  await role('snapshot', [online.snapshot])
  await role('timestamp', [online.timestamp])
  await role('m-NL', keys.NL)
  expect(codes).toEqual({
    root: 'METADATA_EXPIRED',
    targets: 'METADATA_EXPIRED',
    snapshot: 'METADATA_EXPIRED',
    timestamp: 'METADATA_EXPIRED',
    'm-NL': 'METADATA_EXPIRED',
  })
})

test('T15 mix and match: files of two states, each signed, are not one directory', async () => {
  const old = await repository()
  const served = { ...old, files: new Map(old.files) }
  await republish(served, [await again(served)])
  const put = async (path: string, bytes: Uint8Array | undefined) =>
    await refusalOf({ ...served, files: new Map([...served.files, [path, bytes ?? new Uint8Array()]]) })
  expect(await put('metadata/2.snapshot.json', old.files.get('metadata/1.snapshot.json'))).toBe(
    'METADATA_MIXED',
  )
  expect(await put('metadata/2.m-NL.json', old.files.get('metadata/1.m-NL.json'))).toBe('METADATA_MIXED')
  expect(await put('metadata/1.m-RO.json', old.files.get('metadata/1.m-NL.json'))).not.toBe('trusted')
})

test('T16 too few signatures are refused at every role, and one key twice is one key', async () => {
  const few = async (
    role: 'targets' | 'm-NL' | 'snapshot' | 'timestamp',
    by: Parameters<typeof forge>[3],
  ) => {
    const served = await repository()
    forge(served, role, (same) => same, by)
    return await refusalOf(served)
  }
  const [one] = keys.NL
  const [stranger] = signersOf(1)
  if (!one || !stranger) throw new Error('no keys')
  expect([
    await few('targets', keys.targets.slice(0, 2)),
    await few('targets', keys.targets.slice(0, 3)),
    await few('m-NL', [one]),
    await few('m-NL', [one, one]),
    await few('m-NL', [one, stranger]),
    await few('m-NL', keys.RO),
    await few('snapshot', [online.timestamp]),
    await few('timestamp', [online.snapshot]),
  ]).toEqual([
    'METADATA_THRESHOLD',
    'trusted',
    'METADATA_THRESHOLD',
    'METADATA_THRESHOLD',
    'METADATA_THRESHOLD',
    'METADATA_THRESHOLD',
    'METADATA_THRESHOLD',
    'METADATA_THRESHOLD',
  ])
})

test('a new root is signed by the old one and by itself, and none is left out', async () => {
  const served = await repository()
  const next = { ...rootRoles(), timestamp: { keys: signersOf(1).map(({ key }) => key), threshold: 1 } }
  const proposal = proposeRoot(await stateOf(served), next, after(365))
  const put = async (version: number, by: Parameters<typeof forge>[3]) => {
    const { metadata } = signed(
      { ...proposal, metadata: { ...proposal.metadata, signed: { ...proposal.metadata.signed, version } } },
      by,
    )
    const files = new Map(served.files).set(metadataFile('root', 2), Buffer.from(JSON.stringify(metadata)))
    return await refusalOf({ ...served, files })
  }
  expect(await put(2, keys.root.slice(0, 4))).toBe('METADATA_THRESHOLD')
  expect(await put(2, keys.targets)).toBe('METADATA_THRESHOLD')
  expect(await put(3, keys.root)).toBe('METADATA_ROLLBACK')
  // Sound, and so the timestamp that the old key signed is refused.
  expect(await put(2, keys.root.slice(0, 5))).toBe('METADATA_THRESHOLD')

  const stranger = { ...served, root: (await repositoryOfStrangers()).root }
  expect(await refusalOf(stranger)).toBe('METADATA_THRESHOLD')
})

async function repositoryOfStrangers(): Promise<Repository> {
  const all = signersOf(5)
  const own = { keys: all.map(({ key }) => key), threshold: 5 }
  const proposal = signed(
    proposeRoot(undefined, { root: own, targets: own, snapshot: own, timestamp: own }, after(9)),
    all,
  )
  return { root: Buffer.from(JSON.stringify(proposal.metadata)), files: new Map() }
}

test('a member without a delegation is no member, and a delegation is closed to everything else', async () => {
  const change = async (edit: (delegations: { roles: Record<string, unknown>[] }) => unknown) => {
    const served = await repository()
    const editing = (signed: Record<string, unknown>) => {
      edit(signed.delegations as { roles: Record<string, unknown>[] })
      return signed
    }
    forge(served, 'targets', editing, keys.targets)
    return served
  }
  const alone = await readAt(await change(({ roles }) => roles.pop()))
  expect([alone.directory.member('RO'), alone.directory.lanes()]).toEqual([undefined, []])

  const edited = async (member: object) =>
    await refusalOf(await change(({ roles }) => Object.assign(roles[0] ?? {}, member)))
  expect([
    await edited({ terminating: false }),
    await edited({ paths: ['members/*/*'] }),
    await edited({ paths: ['members/NL/*', 'members/RO/*'] }),
    await edited({ name: 'm-RO' }),
    await edited({ name: 'm-nl' }),
    await edited({ name: 'm-IT', paths: ['members/IT/*'] }),
    await edited({ threshold: 0 }),
  ]).toEqual([
    'DELEGATION_INVALID',
    'DELEGATION_INVALID',
    'DELEGATION_INVALID',
    'METADATA_INVALID',
    'DELEGATION_INVALID',
    'METADATA_MISSING',
    'METADATA_INVALID',
  ])

  // A role that the snapshot once named may not vanish from it, whoever holds the key of the snapshot.
  const served = await repository()
  const { files: kept } = await readAt(served)
  await republish(served, [await again(served)])
  const without = (signed: Record<string, unknown>) => {
    const { 'm-RO.json': _, ...meta } = signed.meta as Record<string, unknown>
    return { ...signed, meta }
  }
  forge(served, 'snapshot', without, [online.snapshot])
  expect([await refusalOf(served), await refusalOf(served, now, kept)]).toEqual([
    'METADATA_MISSING',
    'METADATA_ROLLBACK',
  ])
})

test('T15 a target that was swapped, cut, or is gone is refused', async () => {
  const sound = await repository()
  const path = [...sound.files.keys()].find((each) => each.endsWith('.member.json')) ?? ''
  const bytes = sound.files.get(path) ?? new Uint8Array()
  const put = async (swapped: Uint8Array | undefined) => {
    const files = new Map(sound.files)
    if (swapped) files.set(path, swapped)
    else files.delete(path)
    return await refusalOf({ ...sound, files })
  }
  const flipped = Buffer.from(bytes)
  flipped[100] = (flipped[100] ?? 0) ^ 1
  expect([
    await put(flipped),
    await put(bytes.subarray(1)),
    await put(Buffer.concat([bytes, Buffer.from(' ')])),
    await put(undefined),
    await put(Buffer.from(bytes)),
  ]).toEqual(['TARGET_SWAPPED', 'TARGET_SWAPPED', 'TARGET_SWAPPED', 'TARGET_MISSING', 'trusted'])
})

test('T16, T18 a member that signs for another member’s path is refused, and so is whoever signs under another’s name', async () => {
  const give = async (path: string) => {
    const served = await repository()
    forge(
      served,
      'm-RO',
      (signed) => {
        const targets = signed.targets as Record<string, unknown>
        return { ...signed, targets: { ...targets, [path]: targets['members/RO/member.json'] } }
      },
      keys.RO,
    )
    return await refusalOf(served)
  }
  const others = [
    'members/NL/member.json',
    'policy.json',
    'members/RO/deeper/member.json',
    'members/ROX/member.json',
    '../policy.json',
  ]
  for (const path of others) expect([path, await give(path)]).toEqual([path, 'TARGET_PATH'])

  const served = await repository()
  const theirs = JSON.parse(Buffer.from(served.files.get(metadataFile('m-NL', 1)) ?? []).toString()).signed
    .targets['members/NL/member.json']
  const named = [...served.files].find(
    ([path]) => path.startsWith('targets/members/NL/') && path.endsWith('.member.json'),
  )
  served.files.set(named?.[0].replace('/NL/', '/RO/') ?? '', named?.[1] ?? new Uint8Array())
  forge(served, 'm-RO', (signed) => ({ ...signed, targets: { 'members/RO/member.json': theirs } }), keys.RO)
  expect(await refusalOf(served)).toBe('DOCUMENT_INVALID')

  const top = await repository()
  forge(
    top,
    'targets',
    (signed) => ({ ...signed, targets: { ...(signed.targets as object), 'members/NL/member.json': theirs } }),
    keys.targets,
  )
  expect(await refusalOf(top)).toBe('TARGET_PATH')

  const deeper = await repository()
  forge(deeper, 'm-RO', (signed) => ({ ...signed, delegations: { keys: {}, roles: [] } }), keys.RO)
  expect(await refusalOf(deeper)).toBe('DELEGATION_INVALID')
})

test('T29 endless data is given up on as soon as it is longer than it may be', async () => {
  const sound = await repository()
  for (const path of sound.files.keys()) {
    const endless = new Map(sound.files).set(path, Buffer.alloc(6_000_000, ' '))
    const refused = await refusalOf({ ...sound, files: endless })
    const isTarget = path.startsWith('targets/')
    const isUnread = path === metadataFile('root', 1)
    expect([path, refused]).toEqual([
      path,
      isUnread ? 'trusted' : isTarget ? 'TARGET_SWAPPED' : 'REPOSITORY_TOO_LARGE',
    ])
  }
  const nextRoot = new Map(sound.files).set(metadataFile('root', 2), Buffer.alloc(600_000, ' '))
  expect(await refusalOf({ ...sound, files: nextRoot })).toBe('REPOSITORY_TOO_LARGE')
})
