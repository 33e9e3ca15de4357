// @peculiar/x509 brings a container for its algorithms that refuses to load without `Reflect.getMetadata`. None of its
// classes carries metadata, so "there is none" is the whole of what it needs; imported before it, for this effect only.
const none = (): undefined => undefined
Object.assign(Reflect, {
  getMetadata: none,
  getOwnMetadata: none,
  hasOwnMetadata: () => false,
  defineMetadata: none,
})
