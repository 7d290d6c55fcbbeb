import Findings
import ResourceTables

/// All that the event coder knows: frames, word classes, operators, outcomes, modes and contexts.
package struct EventCodebook: Sendable {
  package let classes: WordClasses
  package private(set) var frames: [EventFrame]
  package let outcomes: CategoryOutcomes
  package let modes: EventModes
  package let contexts: EventContexts
  /// Agreements known by name.
  package let agreements: AgreementNames
  /// Whether a named agreement meets a condition that asks for a class: those classes that hold the words of
  /// `NAMED_AGREEMENT`.
  private let agreementClasses: Set<String>
  private let operators: [EmbeddingOperator.Kind: [String: EmbeddingOperator]]
  /// Wrong lemma → verb form → right lemma.
  private let lemmaForms: [String: [String: String]]
  private var verbs: [String: [Int]]
  private var nouns: [String: [Int]]
  private var adjectives: [String: [Int]]

  /// The prefix of every frame table's name.
  package static let framePrefix = "events/frames-"

  /// Reads the tables of `knowledge`. A user's frames go before ours that ask as much.
  ///
  /// - Throws: ``ResourceError`` with file and line.
  package init(_ knowledge: KnowledgeTables = .embedded) throws {
    let classes = try WordClasses(knowledge.table("events/word-classes.tsv"))
    try classes.requireNames()
    let modes = try EventModes(knowledge.table("events/modes.tsv"))
    let vocabulary = FrameVocabulary(
      slots: try FrameSlots(knowledge.table("events/slots.tsv")), classes: classes, modes: modes)
    var frames: [EventFrame] = []
    for table in knowledge.own(KnowledgeOverlay.frames) {
      frames += try EventFrame.frames(in: table, vocabulary).map { frame in
        var frame = frame
        frame.isOwn = true
        return frame
      }
    }
    let own = Set(frames.map(\.identifier))
    for name in EmbeddedTables.names where name.hasPrefix(Self.framePrefix) {
      let ours = try EventFrame.frames(in: EmbeddedTables.table(name), vocabulary)
      frames += own.isEmpty ? ours : ours.filter { !own.contains($0.identifier) }
    }
    var verbs: [String: [Int]] = [:]
    var nouns: [String: [Int]] = [:]
    var adjectives: [String: [Int]] = [:]
    for (index, frame) in frames.enumerated() {
      switch frame.form {
      case .verb: verbs[frame.trigger, default: []].append(index)
      case .noun: nouns[frame.trigger, default: []].append(index)
      case .adjective: adjectives[frame.trigger, default: []].append(index)
      }
    }
    self.classes = classes
    self.frames = frames
    self.verbs = verbs
    self.nouns = nouns
    self.adjectives = adjectives
    outcomes = try CategoryOutcomes(knowledge.table("events/outcomes.tsv"))
    self.modes = modes
    contexts = try EventContexts(knowledge.table("events/contexts.tsv"))
    agreements = try AgreementNames(knowledge.table("statements/agreements.tsv"))
    let namesOfAgreements = classes[.namedAgreement].words
    agreementClasses = Set(
      classes.names.filter { name in
        !namesOfAgreements.isEmpty && classes[name].map { namesOfAgreements.isSubset(of: $0.words) } ?? false
      })
    let forms = try knowledge.table("events/lemma-forms.tsv")
    let columns = try ["got", "form", "lemma"].map { try forms.index(of: $0) }
    var lemmaForms: [String: [String: String]] = [:]
    for row in forms.rows {
      lemmaForms[row.fields[columns[0]], default: [:]][row.fields[columns[1]]] = row.fields[columns[2]]
    }
    self.lemmaForms = lemmaForms
    operators = try EmbeddingOperator.table(knowledge.table("events/operators.tsv"))
  }

  /// Indices into ``frames`` of those that the word triggers.
  package func frames(form: EventFrame.Form, trigger: String) -> [Int] {
    switch form {
    case .verb: verbs[trigger] ?? []
    case .noun: nouns[trigger] ?? []
    case .adjective: adjectives[trigger] ?? []
    }
  }

  /// The right lemma of a verb that the language model reads as `lemma`.
  package func lemma(_ lemma: String, ofVerb form: @autoclosure () -> String) -> String {
    guard let forms = lemmaForms[lemma] else { return lemma }
    return forms[form()] ?? lemma
  }

  /// Whether the name of an agreement may stand where a frame asks for `wordClass`.
  package func takesAgreement(_ wordClass: WordClass) -> Bool { agreementClasses.contains(wordClass.name) }

  /// The class that "not" makes of a class of verbs: not to harm is to help, and the reverse; nil for others.
  package func opposite(of wordClass: WordClass) -> WordClass? {
    switch wordClass.name {
    case WordClassName.harmVerb.rawValue: classes[.helpVerb]
    case WordClassName.helpVerb.rawValue: classes[.harmVerb]
    default: nil
    }
  }

  /// The operator that `word` is in this part of a sentence.
  package func embedding(_ kind: EmbeddingOperator.Kind, _ word: String) -> EmbeddingOperator? {
    operators[kind]?[word]
  }

  /// The same knowledge with one frame changed, or dropped where `frame` is nil: for tests that break frames.
  ///
  /// - Complexity: linear in the frames.
  package func replacing(_ index: Int, with frame: EventFrame?) -> EventCodebook {
    guard frames.indices.contains(index) else { return self }
    var changed = self
    if let frame {
      changed.frames[index] = frame
    } else {
      let old = frames[index]
      switch old.form {
      case .verb: changed.verbs[old.trigger]?.removeAll { $0 == index }
      case .noun: changed.nouns[old.trigger]?.removeAll { $0 == index }
      case .adjective: changed.adjectives[old.trigger]?.removeAll { $0 == index }
      }
    }
    return changed
  }
}
