// Who reads how much of her case at RO, where the gateway holds all of it.
import { begun, type Scene, shows, viewOf } from './scene.ts'

/**
 * The shelter is on her list and works with her, so it reads what was sent. The clinic gives her one service, so it
 * reads what that takes: no name, and no story.
 */
export const whoReadsWhat: Scene = shows('case', async (stage) => {
  const { shelter, clinic } = stage.people
  const { referral } = begun(stage, 'case')
  const [whole, part] = await Promise.all([viewOf(shelter, referral), viewOf(clinic, referral)])
  const named = (sections: object) => JSON.stringify(sections).includes('prs_FirstName')
  return {
    what: 'Who reads at RO: the shelter, all; the clinic, her needs and no name',
    who: 'RO gateway',
    lane: null,
    checks: {
      'the shelter reads every section': Object.keys(whole.sections).length === 7 && named(whole.sections),
      'the clinic reads needs, and of the person no name':
        Object.keys(part.sections).toSorted().join() === 'needs,person' && !named(part.sections),
    },
    details: { shelter: Object.keys(whole.sections), clinic: Object.keys(part.sections) },
  }
})
