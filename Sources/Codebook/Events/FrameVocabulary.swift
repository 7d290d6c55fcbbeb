/// The closed vocabularies that frames are written in.
package struct FrameVocabulary: Sendable {
  package var slots: FrameSlots
  package var classes: WordClasses
  package var modes: EventModes

  package init(slots: FrameSlots, classes: WordClasses, modes: EventModes) {
    self.slots = slots
    self.classes = classes
    self.modes = modes
  }
}
