import Findings
import ResourceTables

/// All that the event coder knows: frames, word classes, operators, outcomes, modes and contexts.
package struct EventCodebook: Sendable {
  package let classes: WordClasses
  package let frames: [EventFrame]
  package let outcomes: CategoryOutcomes
  package let modes: EventModes
  package let contexts: EventContexts
  /// Agreements known by name.
  package let agreements: AgreementNames
  /// Whether a named agreement meets a condition that asks for a class: those classes that hold the words of
  /// `NAMED_AGREEMENT`.
  private let agreementClasses: Set<String>
  private let operators: [String: [String: EmbeddingOperator]]
  /// Wrong lemma → verb form → right lemma.
  private let lemmaForms: [String: [String: String]]
  private let verbs: [String: [Int]]
  private let nouns: [String: [Int]]
  private let adjectives: [String: [Int]]

  /// The prefix of every frame table's name.
  package static let framePrefix = "events/frames-"

  /// Reads the tables that ship with the program.
  ///
  /// - Throws: ``ResourceError`` with file and line.
  package init() throws {
    let classes = try WordClasses(EmbeddedTables.table("events/word-classes.tsv"))
    var frames: [EventFrame] = []
    for name in EmbeddedTables.names where name.hasPrefix(Self.framePrefix) {
      frames += try EventFrame.frames(in: EmbeddedTables.table(name), classes: classes)
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
    outcomes = try CategoryOutcomes(EmbeddedTables.table("events/outcomes.tsv"))
    modes = try EventModes(EmbeddedTables.table("events/modes.tsv"))
    contexts = try EventContexts(EmbeddedTables.table("events/contexts.tsv"))
    agreements = try AgreementNames(EmbeddedTables.table("statements/agreements.tsv"))
    let namesOfAgreements = classes["NAMED_AGREEMENT"]?.words ?? []
    agreementClasses = Set(
      classes.names.filter { name in
        !namesOfAgreements.isEmpty && classes[name].map { namesOfAgreements.isSubset(of: $0.words) } ?? false
      })
    let forms = try EmbeddedTables.table("events/lemma-forms.tsv")
    let columns = try ["got", "form", "lemma"].map { try forms.index(of: $0) }
    var lemmaForms: [String: [String: String]] = [:]
    for row in forms.rows {
      lemmaForms[row.fields[columns[0]], default: [:]][row.fields[columns[1]]] = row.fields[columns[2]]
    }
    self.lemmaForms = lemmaForms
    operators = try EmbeddingOperator.table(EmbeddedTables.table("events/operators.tsv"))
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
    case Self.harm: classes[Self.help]
    case Self.help: classes[Self.harm]
    default: nil
    }
  }

  private static let harm = "HARM_VERB"
  private static let help = "HELP_VERB"

  package func embedding(_ kind: String, _ word: String) -> EmbeddingOperator? { operators[kind]?[word] }
}
