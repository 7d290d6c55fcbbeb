/// The words of a sentence that most speak for being of a layer: what somebody said, or an agreement.
package struct LayerSpan: Sendable, Equatable {
  /// Tokens of the document.
  package var tokens: Range<Int>
  /// The greatest probability of a word in it.
  package var probability: Float

  package init(tokens: Range<Int>, probability: Float) {
    self.tokens = tokens
    self.probability = probability
  }

  /// Of each sentence the run of words whose probabilities lie highest above `floor`, where together they lie at least
  /// `evidence` above it.
  ///
  /// - Parameter probabilities: of each word of the document, of standing in an item of the layer.
  /// - Complexity: O(words)
  package static func spans(
    of probabilities: [Float], sentences: [Range<Int>], floor: Float, evidence: Float
  ) -> [LayerSpan] {
    sentences.compactMap { sentence in
      var best: (sum: Float, tokens: Range<Int>)?
      var sum: Float = 0
      var start = sentence.lowerBound
      for token in sentence where token < probabilities.count {
        sum += probabilities[token] - floor
        if sum > best?.sum ?? 0 { best = (sum, start..<(token + 1)) }
        if sum <= 0 {
          sum = 0
          start = token + 1
        }
      }
      guard let best, best.sum >= evidence else { return nil }
      return LayerSpan(tokens: best.tokens, probability: probabilities[best.tokens].max() ?? 0)
    }
  }
}
