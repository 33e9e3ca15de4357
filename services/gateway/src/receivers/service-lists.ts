/** The services that members say there are, out of the lists that they published (R3). */
import { type EventData, type Service, schemaDocuments } from '@onward/contract'
import { fold, type History } from '@onward/referral'

type List = EventData['services.published']

/** A service, who said that it is there, and when. */
export interface ListedService {
  /** The member whose list it stands in. */
  readonly member: string
  /** When the list was made. */
  readonly asOf: string
  readonly service: Service
}

export interface ServiceFilter {
  readonly member?: string | undefined
  readonly country?: string | undefined
  readonly type?: string | undefined
  readonly targetGroup?: string | undefined
  readonly language?: string | undefined
  readonly region?: string | undefined
  /** `always`: at any hour; `hours`: at stated hours at least. */
  readonly onCall?: 'always' | 'hours' | undefined
}

/** Every service of the newest list of each publisher. A list replaces the earlier ones of the same publisher. */
export function listedServices(histories: readonly History[]): readonly ListedService[] {
  const lists = histories.flatMap((history) => fold(history)?.facets.serviceList.said ?? [])
  const byPublisher = Map.groupBy(lists, ({ data: { from } }) => `${from.member}/${from.organisation}`)
  return [...byPublisher.values()].flatMap((published) => newest(published.map(({ data }) => data)))
}

/** Only those that meet every condition. Nothing is ever found by a name: there is none to ask for. */
export function matching(
  services: readonly ListedService[],
  filter: ServiceFilter,
): readonly ListedService[] {
  const { member, country, type, targetGroup, language, region, onCall } = filter
  const meets = (wanted: string | undefined, has: readonly string[]) =>
    wanted === undefined || has.includes(wanted)
  return services.filter(
    ({ member: by, service }) =>
      meets(member, [by]) &&
      meets(country, [service.country]) &&
      meets(type, service.type) &&
      meets(targetGroup, service.targetGroup) &&
      meets(language, service.languages) &&
      meets(region, [service.region]) &&
      (onCall === undefined || isOnCall(service, onCall)),
  )
}

function newest(lists: readonly List[]): readonly ListedService[] {
  const last = lists.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), '')
  const current = lists.filter(({ asOf }) => asOf === last)
  const services = current.flatMap(({ from, asOf, services }) =>
    services.map((service) => ({ member: from.member, asOf, service: known(service) })),
  )
  // The same list goes to each peer, in parts; it is one list.
  return [...new Map(services.map((each) => [JSON.stringify(each), each])).values()]
}

/** Only the fields of this version's schema: whatever a peer may add to them is not shown, an address least of all. */
function known(service: Service): Service {
  const shown = Object.entries(service).filter(([field]) => Object.hasOwn(fields, field))
  // Sound: fields that the schema does not have are not in the type.
  return Object.fromEntries(shown) as unknown as Service
}

const fields = fieldsOf('https://onward.example/schemas/v1/service.schema.json')

function fieldsOf(uri: string): object {
  const document: object | undefined = schemaDocuments.find(({ $id }) => $id === uri)
  if (!document || !('properties' in document) || !(document.properties instanceof Object))
    throw new Error(`there is no schema ${uri}`)
  return document.properties
}

function isOnCall({ onCall: { always, hours } }: Service, wanted: 'always' | 'hours'): boolean {
  return always || (wanted === 'hours' && hours !== undefined)
}
