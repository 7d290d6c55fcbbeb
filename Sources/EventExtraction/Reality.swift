import Codebook
import Findings

/// How real the text says an event is, gathered from auxiliaries, negation, conditions and the words that govern its
/// clause.
struct Reality {
  var isNegated = false
  var isFuture = false
  var isDesired = false
  var isPossible = false
  /// Weighed only: as future, but open.
  var isWeighed = false
  /// Stands below a condition: "if", "unless".
  var isConditional = false
  /// What something else is done for: "sent envoys **to negotiate**".
  var isPurpose = false
  var isObliged = false
  var isCeased = false
  var isOngoing = false
  var isPresent = false
  var isReported = false
  /// Told as not even meant: "had **no** intention of recognising".
  var isUnmeant = false
  /// The head word of whoever says it.
  var source: Int?
  /// Rows of the operator table that took part.
  var references: [ResourceReference] = []

  mutating func apply(_ operation: EmbeddingOperator) {
    references.append(operation.reference)
    switch operation.effect {
    case .report: isReported = true
    case .assert, .begin, .attempt: break
    case .continue: isOngoing = true
    case .future, .intend: isFuture = true
    case .weigh:
      isFuture = true
      isWeighed = true
    case .desire: isDesired = true
    case .possible: isPossible = true
    case .deny: isNegated.toggle()
    case .oblige: isObliged = true
    case .cease: isCeased = true
    }
  }
}
