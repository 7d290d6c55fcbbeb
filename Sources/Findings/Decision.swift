import SourceTexts

/// What a person's decisions make of a finding.
public enum DecisionMark: String, Sendable, Codable, CaseIterable {
  case confirmed
  case corrected
  case rejected
  /// Coded by hand.
  case added
}

/// What a person said of a finding, an occurrence or a document. Decisions are only ever added, and none is changed; an
/// ``Action/undo`` takes another one back.
public struct Decision: Hashable, Sendable, Codable {
  public enum Action: String, Sendable, Codable, CaseIterable {
    case confirm, correct, reject, merge, split, add, undo
  }

  /// The same in every archive that it is brought to.
  public var uid: String
  /// ISO 8601, UTC: `2026-11-30T20:00:00Z`.
  public var time: String
  public var author: String
  public var action: Action
  public var reason: String
  /// What it is about: one finding, several to be merged, or a document.
  public var targets: [DecisionAnchor]
  /// What is corrected: `date`, `event`, `title`.
  public var field: String?
  public var oldValue: String?
  public var newValue: String?
  /// The decision that an ``Action/undo`` takes back.
  public var undoes: String?

  public init(
    uid: String = "", time: String, author: String, action: Action, reason: String = "", targets: [DecisionAnchor],
    field: String? = nil, oldValue: String? = nil, newValue: String? = nil, undoes: String? = nil
  ) {
    self.uid = uid
    self.time = time
    self.author = author
    self.action = action
    self.reason = reason
    self.targets = targets
    self.field = field
    self.oldValue = oldValue
    self.newValue = newValue
    self.undoes = undoes
  }

  /// The decisions of a log that hold: an undone one doesn't, unless its undoing was undone.
  ///
  /// - Parameter log: in the order in which they were made.
  public static func holding(_ log: [Decision]) -> [Decision] {
    var undone: Set<String> = []
    var held: [Decision] = []
    for decision in log.reversed() where !undone.contains(decision.uid) {
      if decision.action == .undo { if let other = decision.undoes { undone.insert(other) } }
      held.append(decision)
    }
    return held.reversed().filter { $0.action != .undo }
  }
}

/// The place that a decision stands on, told by content: it is found again in whatever archive holds the text.
public struct DecisionAnchor: Hashable, Sendable, Codable {
  /// The document's key, 64 hexadecimal digits.
  public var document: String
  /// SHA-256 of the document's text, which other records of the same text share.
  public var digest: String
  /// Nil where the document itself is meant.
  public var layer: FindingKind?
  /// The words that name the finding, in bytes of the text.
  public var place: Span?
  /// Of a data set's event the place of its row, from 1.
  public var row: Int?
  /// The words that show it.
  public var span: Span?
  /// Category, kind or status at that time.
  public var label: String
  /// The words that show it, so that a decision whose place is gone can still be read.
  public var quote: String

  public init(
    document: String, digest: String, layer: FindingKind? = nil, place: Span? = nil, span: Span? = nil, row: Int? = nil,
    label: String = "", quote: String = ""
  ) {
    self.document = document
    self.digest = digest
    self.layer = layer
    self.place = place
    self.row = row
    self.span = span
    self.label = label
    self.quote = quote
  }
}
