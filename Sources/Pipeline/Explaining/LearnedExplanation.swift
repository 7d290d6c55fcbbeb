import EventReading
import Findings
import Foundation
import SourceTexts

/// What the learned reader weighed for an event, as text: alternatives with their probabilities, and the words that carried
/// it.
///
/// The document is read again as it is now; where the coder has changed since, the account is of today's.
public struct LearnedExplanation: Sendable {
  public let text: String

  /// - Returns: nil where the learned reader decides nothing at `trigger`.
  public init?(ofEventAt trigger: Span, in source: SourceText, coder: DocumentCoder) {
    guard let account = coder.makeWorker().account(ofEventAt: trigger, in: source) else { return nil }
    func list(_ title: String, _ alternatives: [ReadingAccount.Alternative], sign: String = "") -> String {
      let shown = alternatives.map { "\($0.name) \(sign)\((Double($0.probability) * 100).rounded() / 100)" }
      return "  " + title.padding(toLength: 12, withPad: " ", startingAt: 0)
        + (shown.isEmpty ? "nothing stands out" : shown.joined(separator: ", "))
    }
    text =
      [
        "the learned reader (probabilities)", list("category", account.categories), list("status", account.statuses),
        list("sides", account.sides), list("date", account.dates),
        list("carried by", account.words, sign: "−") + "   (what leaving the word out takes from the category)",
      ].joined(separator: "\n")
  }
}
