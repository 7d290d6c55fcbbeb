import Findings

/// An event that was decided before, as what comes after it in the document sees it.
package struct ToldEvent {
  package var token: Int
  var category: PloverCategory
  var actors: Set<ActorCode>
  var recipients: Set<ActorCode>
  /// EDTF; empty for none.
  var date: String

  package init(
    token: Int, category: PloverCategory, actors: Set<ActorCode>, recipients: Set<ActorCode>, date: String
  ) {
    self.token = token
    self.category = category
    self.actors = actors
    self.recipients = recipients
    self.date = date
  }

  /// The part that it gives a code.
  package func part(of code: ActorCode) -> String {
    switch (actors.contains(code), recipients.contains(code)) {
    case (true, true): "both"
    case (true, false): "actor"
    case (false, true): "recipient"
    case (false, false): "-"
    }
  }
}

/// Of the events told before a trigger those that its sides and date may hang on.
package struct ToldBefore {
  /// The last two within three sentences.
  package private(set) var last: ToldEvent?
  package private(set) var second: ToldEvent?
  /// The nearest above it in the parse, and the relation by which the trigger's part hangs on it.
  package private(set) var governor: ToldEvent?
  package private(set) var relation = ""

  private static let sentences = 3
  private static let governors = 12
  private static let steps = 12

  /// - Parameter history: the events decided, in the order of their triggers.
  package init(_ trigger: Int, history: [ToldEvent], in reading: DocumentReading) {
    let sentence = reading.sentenceOf[trigger]
    let near = history.suffix(2).filter { sentence - reading.sentenceOf[$0.token] <= Self.sentences }
    last = near.last
    second = near.count > 1 ? near.first : nil
    let own = history.suffix(Self.governors).filter { reading.sentenceOf[$0.token] == sentence }
    guard !own.isEmpty else { return }
    var token = trigger
    for _ in 0..<Self.steps {
      let above = reading.evidence.words[token].head
      if above == token { return }
      if let found = own.last(where: { $0.token == above }) {
        governor = found
        relation = reading.evidence.words[token].relation
        return
      }
      token = above
    }
  }
}

/// The features of a trigger and a code: the parts that it has in what is told before. The order is that of `CODE_TABLES`
/// in `Training/reading_data.py`.
enum CodeFeatures {
  static let tables = 4

  static func names(
    of code: ActorCode, trigger: Int, in reading: DocumentReading, after told: ToldBefore
  ) -> [String] {
    let place = told.last.map { reading.sentenceOf[$0.token] == reading.sentenceOf[trigger] ? "same" : "before" }
    return [
      told.last.map { $0.part(of: code) + ":" + (place ?? "") } ?? "none",
      told.second?.part(of: code) ?? "none",
      told.governor.map { $0.part(of: code) + ":" + told.relation } ?? "none",
      told.governor.map { $0.part(of: code) + ":" + $0.category.rawValue } ?? "none",
    ]
  }
}
