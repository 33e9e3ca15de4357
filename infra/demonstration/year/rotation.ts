// Days 101 to 180: NL's gateway gets its next key, signs with it, and nothing that the old one signed is lost.
import { type DirectoryKey, enoughNotice, readDirectory } from '@onward/directory'
import { layout } from '../../setup/network.ts'
import { publishNextKey, retireKey } from '../../setup/rotation.ts'
import { evidenceOf } from '../evidence.ts'
import { begun, type Day, type Stage, shows } from './scene.ts'

/** Of the story; the gateways read the directory between the day of publication and seven days before this one. */
const FIRST_USE = 119

export const rotation: readonly Day[] = [
  {
    day: 101,
    time: '10:00',
    title: "NL's gateway is to sign with another key",
    scenes: [
      shows('case', async (stage) => {
        const { folder, calendar } = stage
        const [now, nbf] = [seconds(calendar.at(101, '10:00')), firstUse(stage)]
        const old = oldKey(stage)
        const next = await publishNextKey(folder, old, nbf)
        const directory = await readDirectory(layout(folder).directory)
        const signing = (at: number) => directory.current('NL', 'gw-sig', at)?.kid
        return {
          what: `NL publishes the key with which its gateway signs from day ${FIRST_USE} on`,
          who: 'key holders',
          lane: null,
          checks: {
            'everybody has a week and more to learn of it': nbf - now >= enoughNotice,
            'until then it is the old one that counts': signing(nbf - 1) === old.kid,
            'then it is the new one': signing(nbf) === next.kid && next.kid !== old.kid,
          },
          details: { old: old.kid, next: next.kid },
        }
      }),
    ],
  },
  {
    day: 180,
    time: '11:00',
    title: "NL's old key has had its day",
    scenes: [
      shows('case', async (stage) => {
        const { folder, people } = stage
        const nbf = firstUse(stage)
        const { kid: old } = oldKey(stage)
        await retireKey(folder, 'NL', old)
        const directory = await readDirectory(layout(folder).directory)
        const next = directory.current('NL', 'gw-sig', nbf)?.kid
        const [{ report }, { body: metrics }] = await Promise.all([
          evidenceOf(people.caseworker, begun(stage, 'case').referral, { directory }),
          people.operator.get<string>('/metrics'),
        ])
        const sent = report.messages.filter(({ from }) => from === 'NL')
        const [early, late] = [
          sent.filter(({ sentAt }) => seconds(sentAt) < nbf),
          sent.filter(({ sentAt }) => seconds(sentAt) >= nbf),
        ]
        return {
          what: 'NL signs with the new key; the old one signs no more, and still proves',
          who: 'key holders',
          lane: null,
          checks: {
            'since that day every message of NL is signed by the new key':
              late.length > 0 && late.every(({ kid }) => kid === next),
            'what was sent before is signed by the old key, which may not sign any more':
              early.length > 0 &&
              early.every(({ kid }) => kid === old) &&
              directory.key(old)?.status === 'retired',
            'all of it is verified': report.holds,
            'RO had learned of it in time': !metrics.includes('code="KEY_PUBLISHED_LATE"'),
          },
          details: { old, next, early: early.length, late: late.length },
        }
      }),
    ],
  },
]

/** The one that NL's gateway signs with when the story begins. */
function oldKey(stage: Stage): DirectoryKey {
  const key = stage.directory.current('NL', 'gw-sig', firstUse(stage))
  if (!key) throw new Error('NL has no gateway key')
  return key
}

function firstUse({ calendar }: Stage): number {
  return seconds(calendar.at(FIRST_USE, '00:00'))
}

function seconds(time: string): number {
  return Date.parse(time) / 1_000
}
