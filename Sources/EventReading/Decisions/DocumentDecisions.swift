import SourceTexts

/// What the learned reader decides of a document.
package struct DocumentDecisions: Sendable {
  /// The layers beside events whose words the reader knows.
  package enum Layer: Int, CaseIterable, Sendable {
    case statements, figures, agreements
  }

  /// In the order of their triggers.
  package var events: [EventDecision] = []
  /// What somebody said, and agreements, in the order of the text.
  package var statements: [LayerSpan] = []
  package var agreements: [LayerSpan] = []
  /// Of each layer each word's probability of standing in an item of it.
  let probabilities: [[Float]]
  private let starts: [Int]
  private let ends: [Int]
  private let least: Float

  init(
    events: [EventDecision], probabilities: [[Float]], evidence: ReadingEvidence, constants: ReadingConstants
  ) {
    self.events = events
    self.probabilities = probabilities
    starts = evidence.words.map(\.span.start)
    ends = evidence.words.map(\.span.end)
    least = constants.layerSupport
    func spans(_ layer: Layer, _ rule: LayerRule) -> [LayerSpan] {
      LayerSpan.spans(
        of: probabilities[layer.rawValue], sentences: evidence.sentences, floor: rule.floor, evidence: rule.evidence)
    }
    statements = spans(.statements, constants.statements)
    agreements = spans(.agreements, constants.agreements)
  }

  /// Whether what the rules find at `span` has some support: a word of it that the reader, too, takes for the layer's.
  ///
  /// - Complexity: O(words of the span + log of the document's)
  package func supports(_ layer: Layer, at span: Span) -> Bool {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= span.start { low = middle + 1 } else { high = middle }
    }
    let list = probabilities[layer.rawValue]
    while low < starts.count, starts[low] < span.end {
      if low < list.count, list[low] >= least { return true }
      low += 1
    }
    return false
  }
}
