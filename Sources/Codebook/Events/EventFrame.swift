import Findings
import ResourceTables

/// One row of a frame table: a word in a grammatical surrounding, and the event it names.
package struct EventFrame: Sendable {
  package enum Form: String, Sendable, CaseIterable {
    case verb
    case noun
    case adjective
  }

  /// What a future, denied or hypothetical form of the event counts as.
  /// Whether who is told of it is whom it is done to: promises, refusals, demands and threats.
  package var takesAddressee: Bool {
    switch category {
    case .agree, .reject, .request, .threaten, .concede: true
    default: false
    }
  }

  package enum Outcome: Sendable, Hashable {
    /// As the category's own row in `events/outcomes.tsv` says.
    case usual
    /// The same category, with an auxiliary mode.
    case same
    case category(PloverCategory)
    /// No event at all.
    case nothing
  }

  package var trigger: String
  package var form: Form
  /// ``conditions`` as the table has them.
  package var needs: String
  package var conditions: [FrameCondition]
  /// Alternatives in order, each a union of slots: `subj`, `subj+with`, `poss|by|mod`.
  package var actor: [[FrameSlot]]
  package var recipient: [[FrameSlot]]
  package var category: PloverCategory
  package var mode: String?
  package var future: Outcome
  package var denied: Outcome
  package var hypothetical: Outcome
  package var confidence: Double
  /// Both sides do it: all stand as actors.
  package var isMutual: Bool
  /// A side that the text leaves unsaid may be filled in from the two states that the document is about.
  package var takesDyad: Bool
  package var example: String
  /// One sentence or several, parted by `|`.
  package var counterexample: String
  /// The codes of who does it to whom in the example: `FRA>DEU`, `FRA+DEU` for both; empty where the table doesn't say.
  package var gives: String
  package var reference: ResourceReference
  /// From a user's own table; such a frame goes before ours that ask as much.
  package var isOwn = false

  /// Sentences that must not make the event.
  package var counterexamples: [String] { counterexample.split(separator: "|").map(String.init) }

  /// What tells the row from all others and stays when the table is sorted or grows: `send:verb:obj=AID`.
  package var identifier: String {
    needs.isEmpty ? "\(trigger):\(form.rawValue)" : "\(trigger):\(form.rawValue):\(needs)"
  }

  /// Coercion that a state mostly does to its own people: curfews, martial law, arrests, bans, censorship.
  package var isDomestic: Bool {
    category == .coerce && ["restrict", "arrest", "curfew", "martial-law", "censor"].contains(mode)
  }

  /// Whether a clause of purpose ("to …") belongs to the event: for what is only said or demonstrated, and where the
  /// frame asks for it.
  package var takesPurpose: Bool {
    switch category.quad {
    case .verbalConflict: true
    default:
      category == .protest || category == .agree || conditions.contains { $0.slot == .complement }
        || recipient.contains { $0.contains(.complement) }
    }
  }

  /// How much the frame asks; among frames that fit, the one that asks most is meant.
  package var specificity: Int { conditions.reduce(0) { $0 + ($1.isNegative ? 1 : 3) } }
}
